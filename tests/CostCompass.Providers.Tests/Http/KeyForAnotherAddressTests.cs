using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

public sealed class KeyForAnotherAddressTests : IDisposable
{
    private readonly SocketsHttpHandler _handler = ProviderHandler.Create();

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task AKeyForAnotherPort_IsNotSent()
    {
        await using var server = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var client = new ProviderHttpClient(_handler, TimeProvider.System, SampleRequest.Fast);
        using AccountKey key = SampleRequest.KeyFor(new UriBuilder(server.Address) { Port = server.Address.Port - 1 }.Uri);

        var failure = await Assert.ThrowsAsync<CostException>(() => client.SendAsync(
            new ProviderRequest { Account = "team", BaseUri = server.Address, Key = key }, SampleRequest.Call()));

        Assert.Equal(ProviderErrorId.KeyForAnotherAddress, failure.ErrorId);
        Assert.Equal(CostErrorKind.Security, failure.Kind);
        Assert.Contains($"It wasn't sent to {KeyAddress.Of(server.Address)}.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AKeyForItsOwnAddress_IsSent_WhateverThePath()
    {
        await using var server = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var client = new ProviderHttpClient(_handler, TimeProvider.System, SampleRequest.Fast);
        using AccountKey key = SampleRequest.KeyFor(server.Address);

        await client.SendAsync(new ProviderRequest { Account = "team", BaseUri = new Uri(server.Address, "gateway/v1"), Key = key }, SampleRequest.Call());

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task TheTraceOfARequest_HasNoPathOfAGateway_NoQuery_AndNoKey()
    {
        await using var server = RawServer.Of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        var traced = new List<string>();
        using var client = new ProviderHttpClient(_handler, TimeProvider.System, SampleRequest.Fast with { Trace = traced.Add });
        using AccountKey key = SampleRequest.KeyFor(server.Address);

        await client.SendAsync(
            new ProviderRequest { Account = "team", BaseUri = new Uri(server.Address, "gateway-token/v1"), Key = key }, SampleRequest.Call("user/balance?page=secret"));

        Assert.Matches($"^GET {KeyAddress.Of(server.Address)}/user/balance: 200 in [0-9]+ ms$", Assert.Single(traced));
    }
}
