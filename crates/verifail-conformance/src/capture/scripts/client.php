<?php
// Connects with the https stream wrapper; PHP prints the warnings.
[, $host, $port, $trust, $certificate, $key, $proxy] = $argv;
$ssl = ['cafile' => $trust, 'verify_peer' => true, 'verify_peer_name' => true];
if ($certificate !== '-') {
    $ssl += ['local_cert' => $certificate, 'local_pk' => $key];
}
$http = ['timeout' => 3];
$url = "https://$host:$port/";
if ($proxy !== '-') {
    $http += ['proxy' => "tcp://127.0.0.1:$port", 'request_fulluri' => true];
    $url = "https://$host/";
}
ini_set('default_socket_timeout', '3');
file_get_contents($url, false, stream_context_create(['ssl' => $ssl, 'http' => $http]));
