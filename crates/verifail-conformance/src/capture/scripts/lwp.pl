# Connects with LWP and prints its status line.
use strict;
use warnings;
use LWP::UserAgent;

my ($host, $port, $trust, $certificate, $key) = @ARGV;
my %own = $certificate eq '-' ? () : (SSL_cert_file => $certificate, SSL_key_file => $key);
my $agent = LWP::UserAgent->new(timeout => 3, ssl_opts => { SSL_ca_file => $trust, verify_hostname => 1, %own });
my $response = $agent->get("https://$host:$port/");
die $response->status_line, "\n" unless $response->is_success;
