# Connects with IO::Socket::SSL and prints its error.
use strict;
use warnings;
use IO::Socket::SSL;

my ($host, $port, $trust, $certificate, $key) = @ARGV;
my %own = $certificate eq '-' ? () : (SSL_cert_file => $certificate, SSL_key_file => $key);
my $socket = IO::Socket::SSL->new(
    PeerAddr => $host, PeerPort => $port, Timeout => 3, SSL_ca_file => $trust, SSL_verifycn_scheme => 'http',
    SSL_verifycn_name => $host, SSL_alpn_protocols => ['http/1.1'], %own,
) or die "failed connect or ssl handshake: $!,$SSL_ERROR\n";
print $socket "GET / HTTP/1.0\r\n\r\n";
1 while <$socket>;
die "read failed: $!,$SSL_ERROR\n" if $SSL_ERROR;
