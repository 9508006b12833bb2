using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;
using CostCompass.Providers.Tests.Contract;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Providers.Tests.DeepSeek;

public sealed class MutatedAnswerProperties
{
    private const string Balance =
        """{"is_available": true, "balance_infos": [{"currency": "CNY", "total_balance": "110.00", "granted_balance": "10.00", "topped_up_balance": "100.00"}, {"currency": "USD", "total_balance": "0.50", "granted_balance": "0.50", "topped_up_balance": "0.00"}]}""";

    private const string Models =
        """{"object":"list","data":[{"id":"deepseek-flash","object":"model","owned_by":"deepseek","name":"Flash","context_window":131072,"max_output_tokens":8192}]}""";

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void ABalanceAnswer_HoweverMutated_IsRefusedOrWithinTheBounds() =>
        Prop.ForAll(AnswerMutations.Of(Balance).ToArbitrary(), body => IsRefusedOr(() =>
        {
            var answer = DeepSeekBalanceAnswer.Read(body, "team", DateTimeOffset.UnixEpoch);
            return (answer.Readings.Count > 0 || (answer.Notice is not null && answer.Faults.Count == 0))
                && answer.Readings.Select(reading => reading.Currency).Distinct().Count() == answer.Readings.Count
                && answer.Faults.All(fault => fault.ErrorId == ProviderErrorId.UnexpectedAnswer)
                && answer.Readings.All(reading => CurrencyCode.IsValid(reading.Currency)
                    && Math.Abs(reading.Levels.Total) <= Amount.Maximum
                    && reading.Levels.Granted is >= 0m and <= Amount.Maximum
                    && Math.Abs(reading.Levels.ToppedUp) <= 2m * Amount.Maximum
                    && Math.Abs(reading.Levels.Total - reading.Levels.Granted - reading.Levels.ToppedUp) <= 0.01m);
        })).Check(Runs);

    [Fact]
    public void AModelAnswer_HoweverMutated_IsRefusedOrHasPlainIdentifiers() =>
        Prop.ForAll(AnswerMutations.Of(Models).ToArbitrary(), body => IsRefusedOr(() =>
            DeepSeekModelAnswer.Read(body, "team").All(model => model.Id.Length > 0
                && model.Id.All(character => character is > ' ' and <= '~')
                && model.ContextWindow is null or >= 0))).Check(Runs);

    [Fact]
    public void AResetHeader_WhateverItSays_IsReadOrNull() =>
        Prop.ForAll(ResetTexts().ToArbitrary(), text =>
        {
            var instant = ResetInstant.Read(text, DateTimeOffset.UnixEpoch);
            return instant is null || instant.Value.Offset == TimeSpan.Zero;
        }).Check(Runs);

    private static bool IsRefusedOr(Func<bool> holds)
    {
        try
        {
            return holds();
        }
        catch (CostException failure)
        {
            return failure.ErrorId == ProviderErrorId.UnexpectedAnswer;
        }
    }

    private static Gen<string> ResetTexts() =>
        Gen.Elements("0", "9", "12", "99999999999", "1e9", ".", "-", "+", ":", "d", "h", "m", "s", "ms", "T", "Z", " ", "2026-08-01", "12:00:00", "9999-12-31T23:59:59Z", "٣")
            .ArrayOf()
            .Select(string.Concat);
}
