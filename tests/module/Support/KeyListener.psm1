# A web server of this machine that records which keys arrive at it, and answers as DeepSeek does.

Add-Type -TypeDefinition @'
using System;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Tasks;

public sealed class KeyListener : IDisposable
{
    private readonly HttpListener _listener = new HttpListener();

    public KeyListener(int port)
    {
        Port = port;
        _listener.Prefixes.Add("http://127.0.0.1:" + port + "/");
        _listener.Start();
        Task.Run(Serve);
    }

    public int Port { get; }

    public string BaseUri { get { return "http://127.0.0.1:" + Port + "/"; } }

    // Where each request is sent on; null to answer it.
    public string Redirect { get; set; }

    public ConcurrentQueue<string> Arrived { get; } = new ConcurrentQueue<string>();

    public void Dispose() { _listener.Close(); }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try { context = await _listener.GetContextAsync(); }
            catch (Exception) { return; }
            Arrived.Enqueue(context.Request.RawUrl + " " + context.Request.Headers["Authorization"]);
            if (Redirect != null)
            {
                context.Response.StatusCode = 307;
                context.Response.RedirectLocation = Redirect;
            }
            else
            {
                var answer = Encoding.UTF8.GetBytes("{\"is_available\":true,\"balance_infos\":[{\"currency\":\"USD\",\"total_balance\":\"5.00\",\"granted_balance\":\"0.00\",\"topped_up_balance\":\"5.00\"}]}");
                context.Response.ContentType = "application/json";
                context.Response.OutputStream.Write(answer, 0, answer.Length);
            }

            context.Response.Close();
        }
    }
}
'@

function Open-KeyListener {
    <#
    .SYNOPSIS
        Starts a listener on a free port of the loopback interface. Its Arrived holds the path and the Authorization header of each request.
    #>
    [OutputType('KeyListener')]
    param()

    foreach ($attempt in 1..20) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $port = $probe.LocalEndpoint.Port
        $probe.Stop()
        try { return [KeyListener]::new($port) }
        catch { if ($attempt -eq 20) { throw } }
    }
}

Export-ModuleMember -Function Open-KeyListener
