namespace CostCompass.Core.Tests.Accounts;

public sealed class CostProviderTests
{
    [Theory]
    [InlineData("DEEPSEEK_API_KEY", "DEEPSEEK_BASE_URL")]
    [InlineData("OPENAI_ADMIN_KEY", "OPENAI_ADMIN_BASE_URL")]
    [InlineData("DIGITALOCEAN_TOKEN", "DIGITALOCEAN_BASE_URL")]
    [InlineData("PLAIN", "PLAIN_BASE_URL")]
    public void TheAddress_StandsBesideTheKey(string key, string address) => Assert.Equal(address, Of(key).BaseUriVariable);

    [Fact]
    public void ADefinition_HoldsItsAddressItself() =>
        Assert.Null((Of("SAMPLE_API_KEY") with { DefinitionPath = "sample.json" }).BaseUriVariable);

    private static CostProvider Of(string key) => new()
    {
        Name = "Sample",
        Kind = CostSourceKind.Balance,
        Key = ProviderKeyKind.Ordinary,
        EnvironmentVariable = key,
        BaseUri = new Uri("https://api.sample.test"),
        Reports = "All.",
        DoesNotReport = "Nothing.",
    };
}
