using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Contract;

namespace CostCompass.Providers.Tests.Http;

public sealed class KeyHeaderTests
{
    [Fact]
    public void TheHeader_IsZerosOnceItIsDisposed_AndItsPartsStay()
    {
        var prefix = "Bearer ";
        var key = SampleRequest.Key.ToCharArray();
        var header = new KeyHeaderValue(prefix, key);

        Assert.Equal("Bearer " + SampleRequest.Key, header.Text);
        header.Dispose();

        Assert.Equal(new string('\0', prefix.Length + key.Length), header.Text);
        Assert.Equal(("Bearer ", SampleRequest.Key), (prefix, new string(key)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(503)]
    public async Task ARequest_LeavesNoKeyInItsHeaders(int status)
    {
        var sent = new List<(string Seen, string Kept)>();
        using var handler = new CannedHandler((_, message) =>
        {
            // The very string that the message holds, and a copy of what it was.
            var value = message.Headers.NonValidated["Authorization"].Single();
            sent.Add((new string(value), value));
            return CannedHandler.Json("{}", (System.Net.HttpStatusCode)status);
        });
        using var client = new ProviderHttpClient(handler, TimeProvider.System, SampleRequest.Fast);

        try
        {
            await client.SendAsync(SampleRequest.To(), SampleRequest.Call());
        }
        catch (CostException failure)
        {
            Assert.NotEqual(200, status);
            Assert.Contains(failure.ErrorId, new[] { ProviderErrorId.KeyRejected, ProviderErrorId.ProviderUnavailable });
        }

        Assert.NotEmpty(sent);
        Assert.All(sent, one => Assert.Equal("Bearer " + SampleRequest.Key, one.Seen));
        Assert.All(sent, one => Assert.DoesNotContain(one.Kept, character => character != '\0'));
    }

    [Fact]
    public async Task ARequestThatIsStopped_LeavesNoKeyEither()
    {
        string? kept = null;
        using var stop = new CancellationTokenSource();
        using var handler = new CannedHandler((_, message) =>
        {
            kept = message.Headers.NonValidated["Authorization"].Single();
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        using var client = new ProviderHttpClient(handler, TimeProvider.System, SampleRequest.Fast);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(SampleRequest.To(), SampleRequest.Call(), stop.Token));

        Assert.DoesNotContain(kept!, character => character != '\0');
    }
}
