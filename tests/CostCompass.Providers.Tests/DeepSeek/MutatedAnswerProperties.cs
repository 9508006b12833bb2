using System.Text;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Providers.Tests.DeepSeek;

public sealed class MutatedAnswerProperties
{
    private const string Balance =
        """{"is_available": true, "balance_infos": [{"currency": "CNY", "total_balance": "110.00", "granted_balance": "10.00", "topped_up_balance": "100.00"}, {"currency": "USD", "total_balance": "0.50", "granted_balance": "0.50", "topped_up_balance": "0.00"}]}""";

    private const string Models =
        """{"object":"list","data":[{"id":"deepseek-flash","object":"model","owned_by":"deepseek","name":"Flash","context_window":131072,"max_output_tokens":8192}]}""";

    private static readonly string[] Fragments =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-", "1e9", "9999999999", "\"-1\"", "\"1e400\"", "\\ud800", "\\u0000", "\0", "0.", "\"total_balance\":", "[[[[[[[[[[[[[[[[[[",
    ];

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void ABalanceAnswer_HoweverMutated_IsRefusedOrWithinTheBounds() =>
        Prop.ForAll(Mutations(Balance).ToArbitrary(), body => IsRefusedOr(() =>
        {
            var balances = DeepSeekBalanceAnswer.Read(body, "team", DateTimeOffset.UnixEpoch);
            return balances.Count > 0
                && balances.Select(balance => balance.Currency).Distinct().Count() == balances.Count
                && balances.All(balance => CurrencyCode.IsValid(balance.Currency)
                    && balance.Total is >= 0m and <= Amount.Maximum
                    && balance.Granted is >= 0m and <= Amount.Maximum
                    && balance.ToppedUp is >= 0m and <= Amount.Maximum
                    && Math.Abs(balance.Total - balance.Granted - balance.ToppedUp) <= 0.01m);
        })).Check(Runs);

    [Fact]
    public void AModelAnswer_HoweverMutated_IsRefusedOrHasPlainIdentifiers() =>
        Prop.ForAll(Mutations(Models).ToArbitrary(), body => IsRefusedOr(() =>
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

    private static Gen<byte[]> Mutations(string answer)
    {
        var original = Encoding.UTF8.GetBytes(answer);
        var mutation =
            from kind in Gen.Choose(0, 3)
            from at in Gen.Choose(0, original.Length - 1)
            from length in Gen.Choose(1, 24)
            from value in Gen.Choose(0, 255)
            from fragment in Gen.Elements(Fragments)
            select (Func<byte[], byte[]>)(body => Mutate(body, kind, at, length, (byte)value, fragment));
        return from count in Gen.Choose(0, 4)
               from mutations in mutation.ArrayOf(count)
               select mutations.Aggregate(original, (body, mutate) => mutate(body));
    }

    private static byte[] Mutate(byte[] body, int kind, int position, int length, byte value, string fragment)
    {
        var at = Math.Min(position, body.Length);
        var end = Math.Min(at + length, body.Length);
        return kind switch
        {
            0 => [.. body[..at], .. body[end..]],
            1 => [.. body[..at], value, .. body[Math.Min(at + 1, body.Length)..]],
            2 => [.. body[..at], .. Encoding.UTF8.GetBytes(fragment), .. body[at..]],
            _ => [.. body[..end], .. body[at..]],
        };
    }

    private static Gen<string> ResetTexts() =>
        Gen.Elements("0", "9", "12", "99999999999", "1e9", ".", "-", "+", ":", "d", "h", "m", "s", "ms", "T", "Z", " ", "2026-08-01", "12:00:00", "9999-12-31T23:59:59Z", "٣")
            .ArrayOf()
            .Select(string.Concat);
}
