using CostCompass.Providers.Http;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>Whatever happens to an answer on its way, it is refused or what it says lies within the bounds of what can be believed.</summary>
public sealed class MutatedProviderProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1000);

    public static TheoryData<string> Names => ProviderSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void AnAnswer_HoweverMutated_IsRefusedOrWithinTheBounds(string name)
    {
        byte[] current = [];
        using var handler = new CannedHandler((_, _) => new HttpResponseMessage { Content = new ByteArrayContent(current) });
        using var asked = new AskedProvider(name, handler);

        Prop.ForAll(AnswerMutations.Of(ProviderSamples.Of(name).Answer).ToArbitrary(), body =>
        {
            current = body;
            handler.Requests.Clear();
            return HoldsAsync(asked).GetAwaiter().GetResult();
        }).Check(Runs);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnAmount_HoweverItIsWritten_IsRefusedUnlessItIsANumberWithinTheBounds(string name)
    {
        var sample = ProviderSamples.Of(name);
        var texts = Gen.Elements("0", "1", "9", "25", ".", "-", "+", "e", "E-3", ",", "_", " ", "00").ArrayOf().Select(string.Concat).Where(text => text.Length > 0);
        var (path, form) = sample.Amounts[0];
        var current = sample.Answer;
        using var handler = new CannedHandler((_, _) => CannedHandler.Json(current));
        using var asked = new AskedProvider(name, handler);

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            current = JsonEdit.With(sample.Answer, path, form == AmountForm.Number ? text : $"\"{text}\"");
            handler.Requests.Clear();
            var isNumber = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
            return HoldsAsync(asked, mustFail: !isNumber || (form != AmountForm.Number && text.Contains(' ', StringComparison.Ordinal))).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static async Task<bool> HoldsAsync(AskedProvider asked, bool mustFail = false)
    {
        try
        {
            var holds = asked.Provider is IBalanceProvider
                ? (await asked.ReadAsync()).All(IsBelievable)
                : (await asked.ReadCostsAsync()).Costs.All(cost => Math.Abs(cost.Amount) <= Amount.Maximum
                    && CurrencyCode.IsValid(cost.Currency)
                    && cost.From >= AskedProvider.From && cost.From < cost.To && cost.To <= AskedProvider.To);
            return holds && !mustFail;
        }
        catch (CostException failure)
        {
            return failure.ErrorId is ProviderErrorId.UnexpectedAnswer or ProviderErrorId.KeyRejected;
        }
    }

    private static bool IsBelievable(BalanceReading reading) =>
        CurrencyCode.IsValid(reading.Currency)
        && Math.Abs(reading.Levels.Total) <= Amount.Maximum
        && reading.Levels.Granted is >= 0m and <= Amount.Maximum
        && Math.Abs(reading.Levels.ToppedUp) <= Amount.Maximum
        && reading.Levels.Used is null or (>= 0m and <= Amount.Maximum);
}
