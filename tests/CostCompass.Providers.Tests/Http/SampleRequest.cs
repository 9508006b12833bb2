using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Http;

/// <summary>The account, key and bounds that the tests use unless they are about them.</summary>
internal static class SampleRequest
{
    public const string Key = "sk-madeup0123456789abcdef32f6";

    public static readonly Uri Base = new("https://api.deepseek.test");

    public static readonly ProviderHttpOptions Fast = new()
    {
        Timeout = TimeSpan.FromSeconds(20),
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    public static ProviderRequest To(Uri? baseUri = null, string key = Key) => new()
    {
        Account = "team",
        BaseUri = baseUri ?? Base,
        Key = KeyFor(baseUri ?? Base, key),
    };

    /// <summary>A key for the address of a request; for one that no key can be sent to, a key for another one.</summary>
    public static AccountKey KeyFor(Uri baseUri, string key = Key) => new(KeyAddress.TryOf(baseUri) ?? KeyAddress.Of(Base), SecretText.FromChars(key));

    public static ProviderCall Call(string path = "user/balance") => new()
    {
        Provider = "DeepSeek",
        Path = path,
        KeyAdvice = "Make another key.",
    };

    public static async Task<CostException> FailureAsync(
        HttpMessageHandler handler, Uri? baseUri = null, ProviderHttpOptions? options = null, string key = Key, TimeProvider? timeProvider = null)
    {
        using var client = new ProviderHttpClient(handler, timeProvider ?? TimeProvider.System, options ?? Fast);
        var failure = await Assert.ThrowsAsync<CostException>(() => client.SendAsync(To(baseUri, key), Call()));
        Assert.DoesNotContain(key, failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(failure.RecommendedAction);
        return failure;
    }
}
