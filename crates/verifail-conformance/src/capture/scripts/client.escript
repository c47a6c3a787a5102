#!/usr/bin/env escript
%% Connects with ssl:connect/4 and prints the error term.
main([Host, Port, Trust, Certificate, Key | _]) ->
    {ok, _} = application:ensure_all_started(ssl),
    Own = case Certificate of "-" -> []; _ -> [{certfile, Certificate}, {keyfile, Key}] end,
    Name = case inet:parse_address(Host) of {ok, Address} -> Address; _ -> Host end,
    Match = public_key:pkix_verify_hostname_match_fun(https),
    Options = [{verify, verify_peer}, {cacertfile, Trust}, {alpn_advertised_protocols, [<<"http/1.1">>]},
               {customize_hostname_check, [{match_fun, Match}]}, {active, false} | Own],
    case ssl:connect(Name, list_to_integer(Port), Options, 3000) of
        {ok, Socket} ->
            ssl:send(Socket, "GET / HTTP/1.0\r\n\r\n"),
            receive_all(Socket);
        Error -> io:format("~p~n", [Error])
    end.

receive_all(Socket) ->
    case ssl:recv(Socket, 0, 3000) of
        {ok, _} -> receive_all(Socket);
        {error, closed} -> ok;
        Error -> io:format("~p~n", [Error])
    end.
