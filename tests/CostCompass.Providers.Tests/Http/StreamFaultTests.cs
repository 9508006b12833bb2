using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class StreamFaultTests : IDisposable
{
    private readonly SocketsHttpHandler _handler = ProviderHandler.Create();

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task ACompleteAnswer_ComesWithBodyAndHeaders_AndTheKeyStoodInItsHeaderOnce()
    {
        await using var server = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Limit: 7\r\nX-Twice: 1\r\nX-Twice: 2\r\n\r\n{}");
        using var client = new ProviderHttpClient(_handler, TimeProvider.System);
        var answer = await client.SendAsync(SampleRequest.To(new Uri(server.Address, "/proxy")), SampleRequest.Call());

        Assert.Equal("{}", Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal("7", answer.Header("x-limit"));
        Assert.Null(answer.Header("x-twice"));
        Assert.Null(answer.Header("x-none"));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /proxy/user/balance HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"\r\nAuthorization: Bearer {SampleRequest.Key}\r\n", request, StringComparison.Ordinal);
        Assert.Equal(2, request.Split(SampleRequest.Key).Length);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Expect", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(304)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task ARedirect_IsRefused_AndItsTargetIsNeverAsked(int status)
    {
        await using var target = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var server = RawServer.Of(
            $"HTTP/1.1 {status} Elsewhere\r\nLocation: http://localhost:{target.Address.Port}/path?{SampleRequest.Key}\r\nContent-Length: 0\r\n\r\n");

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.RedirectRefused, failure.ErrorId);
        Assert.Equal(CostErrorKind.Security, failure.Kind);
        Assert.Contains("'localhost'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("path", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task ABodyThatTrickles_EndsInATimeout()
    {
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), token);
                await Task.Delay(20, token);
            }
        });

        var failure = await SampleRequest.FailureAsync(_handler, server.Address, new ProviderHttpOptions { Timeout = TimeSpan.FromMilliseconds(400) });

        Assert.Equal(ProviderErrorId.RequestTimeout, failure.ErrorId);
        Assert.Equal(CostErrorKind.Timeout, failure.Kind);
        Assert.Contains("0.4 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatSaysNothing_EndsInATimeout()
    {
        await using var server = new RawServer((_, token) => Task.Delay(Timeout.Infinite, token));

        var failure = await SampleRequest.FailureAsync(_handler, server.Address, new ProviderHttpOptions { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(ProviderErrorId.RequestTimeout, failure.ErrorId);
    }

    [Fact]
    public async Task ARefusalWhoseTextNeverEnds_IsStillReportedAsTheRefusal()
    {
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });

        // On a busy machine the status must still arrive within it.
        var failure = await SampleRequest.FailureAsync(_handler, server.Address, new ProviderHttpOptions { Timeout = TimeSpan.FromSeconds(3) });

        Assert.Equal(ProviderErrorId.KeyRejected, failure.ErrorId);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"is_available\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"is_\r\n")]
    public async Task ACutBody_IsIncomplete_AfterThreeAttempts(string answer)
    {
        await using var server = RawServer.Of(answer);

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseIncomplete, failure.ErrorId);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task AnAnnouncedHugeBody_IsRefusedUnread()
    {
        await using var server = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 2097153\r\n\r\n");

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseTooLarge, failure.ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AnEndlessBody_IsRefusedAtTheLimit()
    {
        var sent = 0L;
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
            var block = new byte[16 * 1024];
            while (true)
            {
                await stream.WriteAsync(block, token);
                sent += block.Length;
            }
        });

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseTooLarge, failure.ErrorId);
        Assert.InRange(sent, 1, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task TheLimit_CountsDecompressedBytes()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[3 * 1024 * 1024]);
        }

        Assert.True(packed.Length < 100_000);
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"), token);
            await stream.WriteAsync(packed.ToArray(), token);
        });

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseTooLarge, failure.ErrorId);
    }

    [Fact]
    public async Task EndlessHeaders_AreRefused()
    {
        await using var server = RawServer.Of($"HTTP/1.1 200 OK\r\nX-Long: {new string('a', 64 * 1024)}\r\n\r\n");

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.ResponseTooLarge, failure.ErrorId);
    }

    [Fact]
    public async Task WhatIsNoHttp_IsAnUnexpectedAnswer()
    {
        await using var server = RawServer.Of("220 mail.example ESMTP\r\n\r\n");

        var failure = await SampleRequest.FailureAsync(_handler, server.Address);

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
    }

    [Fact]
    public async Task APortWhereNobodyListens_IsAFailedConnection_NamingHostAndPort()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)reserved.LocalEndPoint!).Port;

        var failure = await SampleRequest.FailureAsync(_handler, new Uri($"http://127.0.0.1:{port}"));

        Assert.Equal(ProviderErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Equal(CostErrorKind.Connection, failure.Kind);
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(failure.InnerException);
    }

    [Fact]
    public async Task TheCallersCancellation_PassesThrough()
    {
        await using var server = new RawServer((_, token) => Task.Delay(Timeout.Infinite, token));
        using var client = new ProviderHttpClient(_handler, TimeProvider.System);
        using var caller = new CancellationTokenSource(100);

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.SendAsync(SampleRequest.To(server.Address), SampleRequest.Call(), caller.Token));

        Assert.Equal(caller.Token, stopped.CancellationToken);
    }
}
