using System.Text;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.DeepSeek;

public sealed class ModelAnswerTests
{
    [Theory]
    [InlineData("=cmd()")]
    [InlineData("+1")]
    [InlineData("-deepseek")]
    [InlineData("@SUM(1)")]
    [InlineData("deep seek")]
    [InlineData("\\u001b[2J")]
    public void AnIdThatIsAFormulaOrNoId_IsRefused(string id)
    {
        var failure = Assert.Throws<CostException>(() => Read($$"""{"data":[{"id":"{{id}}"}]}"""));

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains("data[0].id is not a valid model identifier", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatIsAFormula_GetsAnApostrophe()
    {
        var model = Assert.Single(Read("""{"data":[{"id":"deepseek-flash","name":"=1+1","owned_by":"\u001b[2J@x"}]}"""));

        Assert.Equal(("'=1+1", "'@x"), (model.Name, model.OwnedBy));
    }

    private static IReadOnlyList<Accounts.DeepSeekModel> Read(string body) => DeepSeekModelAnswer.Read(Encoding.UTF8.GetBytes(body), "team");
}
