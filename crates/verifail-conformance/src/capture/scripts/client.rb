# Connects with Net::HTTP and prints the exception.
require "net/http"
require "openssl"

host, port, trust, certificate, key, proxy = ARGV
begin
  through = proxy == "-" ? [nil] : ["127.0.0.1", port.to_i]
  http = Net::HTTP.new(host, proxy == "-" ? port.to_i : 443, *through)
  http.use_ssl = true
  http.ca_file = trust
  http.open_timeout = http.read_timeout = http.ssl_timeout = 3
  http.max_retries = 0
  unless certificate == "-"
    http.cert = OpenSSL::X509::Certificate.new(File.read(certificate))
    http.key = OpenSSL::PKey.read(File.read(key))
  end
  http.get("/")
rescue StandardError => error
  warn "#{error.class}: #{error.message}"
end
