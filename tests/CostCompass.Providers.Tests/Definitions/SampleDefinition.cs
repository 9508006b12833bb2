using System.Text;
using CostCompass.Providers.Definitions;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.Definitions;

/// <summary>Sound definitions that the tests change, and the examples of the repository.</summary>
internal static class SampleDefinition
{
    public const string Balance =
        """
        {"name":"Sample","kind":"Balance","baseUri":"https://api.sample.test/v2","environmentVariable":"SAMPLE_API_KEY",
         "request":{"path":"wallet?verbose=1","headers":{"X-Version":"3"}},
         "answer":{"total":"wallets[0].left","granted":"wallets[0].gift","toppedUp":"wallets[0].paid","unit":0.01,"currencyPath":"wallets[0].currency"}}
        """;

    public const string Report =
        """
        {"name":"Sample","kind":"CostReport","baseUri":"https://api.sample.test","environmentVariable":"SAMPLE_API_KEY",
         "request":{"path":"costs?from={from}&to={to}","keyHeader":"X-Key","spanForm":"UnixTime","pageParameter":"cursor"},
         "answer":{"rows":"rows","date":"at","amount":"cost","currency":"EUR","service":"what","nextPage":"next"}}
        """;

    public static ProviderDefinition Read(string text) => ProviderDefinitionReader.Read(Encoding.UTF8.GetBytes(text), "sample.json");

    public static void AssertRefused(string text, string expected)
    {
        var failure = Assert.Throws<CostException>(() => Read(text));

        Assert.Equal((ProviderErrorId.InvalidProviderDefinition, CostErrorKind.InvalidInput), (failure.ErrorId, failure.Kind));
        Assert.Contains("'sample.json'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    /// <summary>A definition among the examples of the repository.</summary>
    public static byte[] Example(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CostCompass.sln")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllBytes(Path.Combine(folder.FullName, "examples", "providers", name));
    }
}
