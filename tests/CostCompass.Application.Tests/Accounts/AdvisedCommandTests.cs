namespace CostCompass.Application.Tests.Accounts;

/// <summary>A person copies the command that an error advises: what a store or a file says must stay an argument of it.</summary>
public sealed class AdvisedCommandTests
{
    [Theory]
    [InlineData("team", "Confirm-CostAccount team -BaseUri ")]
    [InlineData("my-team.2", "Confirm-CostAccount my-team.2 -BaseUri ")]
    [InlineData("a1; id > /tmp/x #", "Confirm-CostAccount 'a1; id > /tmp/x #' -BaseUri ")]
    [InlineData("it's $(id)", "Confirm-CostAccount 'it''s $(id)' -BaseUri ")]
    [InlineData("-Force", "Confirm-CostAccount '-Force' -BaseUri ")]
    [InlineData("a\u2019; id \u2018", "Confirm-CostAccount 'a\u2019\u2019; id \u2018\u2018' -BaseUri ")]
    public void TheNameOfAnAccount_IsOneArgument(string name, string expected)
    {
        var account = new CostAccount { Name = name, Provider = "DeepSeek", BaseUri = new Uri("https://example.test"), KeySource = KeySource.Vault };

        Assert.StartsWith(expected, ConfirmedAddresses.Command(account), StringComparison.Ordinal);
    }

    [Fact]
    public void ACurrency_IsOneArgument() =>
        Assert.Contains(" -From 'E;ls #' -To USD ", new MissingExchangeRate("E;ls #", "USD", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 2)).Advice, StringComparison.Ordinal);
}
