using System.Collections;
using System.Reflection;
using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Sqlite;

/// <summary>Texts in the rows of a store from elsewhere: a terminal must not obey them, and a spreadsheet must not run them.</summary>
public sealed class HostileRowTests : IDisposable
{
    // A formula, OSC 52 (writes the clipboard), a title, an override of the direction, an unseen tag beyond the first plane, a line separator.
    private const string Hostile = "=cmd|' /C calc'!A0\u001b]52;c;YQ==\u0007\u009b31m\u202Eb\U000E0041\u2028";

    private const string Rows =
        """
        INSERT INTO account VALUES ('§1', '§2', 'https://api.deepseek.com/', 'Environment', '§ref', '§vault');
        INSERT INTO series VALUES (7, '§1', '§2', 'US§');
        INSERT INTO snapshot VALUES (7, 1794823200000000, 1794823200000000, 0, 0, 0, 1, NULL, 0, NULL);
        INSERT INTO balance_event VALUES (7, '§1', 'US§', 'TopUp', 1, 1794823200000000, 1794823200000000, NULL, NULL);
        INSERT INTO price_table VALUES (7, 'Price', '§1', 1794823200000000, 'x');
        INSERT INTO usage_account VALUES (7, '§1');
        INSERT INTO usage_origin VALUES (7, 7, '§1', '§2', '§3');
        INSERT INTO usage_log VALUES (7, '§1', '§2', 1, NULL, '§3', 1, 1, '§4', 1794823200000000);
        INSERT INTO metered_call VALUES (7, 7, '§1', 1794823200000000, NULL, '§2', 1, 1, 1, NULL, 0, 7);
        INSERT INTO report_series VALUES (7, '§1', '§2', 'US§', 1794823200000000, 1794823200000000);
        INSERT INTO report_cost VALUES (7, 7, 1794823200000000, 1794823200000001, '§1', '§2', '1', 1794823200000000, NULL, 'Reported', NULL, NULL);
        INSERT INTO subscription VALUES (7, '§1', 'US§', '2026-01-01', 1, NULL);
        INSERT INTO subscription_amount VALUES (7, '2026-01-01', 1);
        INSERT INTO exchange_rate VALUES ('US§', 'EU§', '2026-01-01', '1');
        INSERT INTO budget VALUES ('§1', 1, 'US§', '§2', NULL), ('§3', 1, 'US§', NULL, '§4');
        INSERT INTO quote (id, account, model, billed_as, currency, at, band, is_verified, input_tokens, input_tokens_low, input_tokens_high, is_estimated, cache_hit_rate,
            output_tokens, max_output_tokens, low, expected, high, balance, balance_at, held, unseen, reserved_at, reserved_until)
            VALUES ('§1', '§2', '§3', '§4', 'US§', 1794823200000000, 'Standard', 1, 1, 1, 1, 0, '0', 1, 1, '1', '1', '1', '1', 1794823200000000, '0', '0', 1794823200000000, 1794823200000000);
        INSERT INTO export_account VALUES (7, '§1');
        INSERT INTO export_import VALUES (7, 7, 1794823200000000);
        INSERT INTO export_amount VALUES (7, 1794823200000000, 1794823200000001, '§1', '§2', '1', '1', 7);
        INSERT INTO export_cost VALUES (7, 1794823200000000, 1794823200000001, '§1', '§2', 'US§', '§3', '1', 7);
        """;

    private readonly StoreInFolder _folder = new();
    private readonly StoreInFolder _other = new();

    [Fact]
    public void WhatATerminalObeys_AndWhatASpreadsheetRuns_IsInNoTextThatIsRead()
    {
        Fill();
        Storage.Sqlite.SqliteCostStore store = _other.Store;
        List<string> texts =
        [
            .. Texts(store.ReadAccounts()),
            .. Texts(store.ReadSeries()),
            .. Texts(store.ReadEvents()),
            .. Texts(store.PriceTables.Read()),
            .. Texts(store.Usage.ReadAccounts()),
            .. Texts(store.Usage.Read(Hostile + "1", DateTimeOffset.MinValue, DateTimeOffset.MaxValue)),
            .. Texts(store.Reports.ReadSeries()),
            .. Texts(store.Reports.Read(new(Hostile + "1", Hostile + "2", "US" + Hostile), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue).Select(cost => (cost.Service, cost.Model))),
            .. Texts(store.Subscriptions.Read()),
            .. Texts(store.ExchangeRates.Read()),
            .. Texts(store.Budgets.Read()),
            .. Texts(store.Quotes.Read(Noon)),
            .. Texts(store.Exports.ReadAccounts()),
            .. Texts(store.Exports.Read(Hostile + "1", DateTimeOffset.MinValue, DateTimeOffset.MaxValue)),
        ];

        Assert.True(texts.Count(text => text.Contains("cmd|", StringComparison.Ordinal)) >= 35, string.Join('\n', texts));
        Assert.All(texts, text => Assert.DoesNotContain(text, character => char.IsControl(character) || character is '\u202E' or '\u2028' or '\uDB40'));

        // The name of a secret is what it is found by, and stays as it is but for what is not seen.
        Assert.Equal(2, texts.Count(text => text.StartsWith('=')));
        Assert.All(texts.Where(text => text.StartsWith('=')), text => Assert.True(text.EndsWith("ref", StringComparison.Ordinal) || text.EndsWith("vault", StringComparison.Ordinal), text));
    }

    [Theory]
    [InlineData("https://api.deepseek.com/a\u202Eb/")]
    [InlineData("https://api.deepseek.com/a%E2%80%AEb/")]
    public void AnAddressWithWhatIsNotSeen_IsNotShownAsOne(string address)
    {
        _other.Store.SaveAccount(Account("a"));
        _other.Execute($"UPDATE account SET base_uri = '{address}'");

        Assert.Equal(("BaseUri", CostAccount.NoAddress), (_other.Store.ReadAccounts()[0].Damage, _other.Store.ReadAccounts()[0].BaseUri));
    }

    [Theory]
    [InlineData("base_uri = 'nonsense'", "BaseUri")]
    [InlineData("base_uri = ''", "BaseUri")]
    [InlineData("key_source = '0'", "KeySource")]
    [InlineData("key_source = '7'", "KeySource")]
    [InlineData("key_source = 'Unknown'", "KeySource")]
    [InlineData("key_source = ' Vault'", "KeySource")]
    [InlineData("key_source = 'Environment', key_reference = NULL", "KeyReference")]
    [InlineData("key_source = 'SecretManagement', key_reference = ' '", "KeyReference")]
    [InlineData("base_uri = 'nonsense', key_source = 'x'", "BaseUri, KeySource")]
    public void ARowThatCannotBeRead_IsMarked_AndTheOthersAreRead(string damage, string expected)
    {
        _other.Store.SaveAccount(Account("a"));
        _other.Store.SaveAccount(Account("b"));
        _other.Execute($"PRAGMA ignore_check_constraints = 1; UPDATE account SET {damage} WHERE name = 'a'");

        IReadOnlyList<CostAccount> read = _other.Store.ReadAccounts();
        Assert.Equal([expected, null], read.Select(account => account.Damage));
        Assert.Null(KeyAddress.TryOf(read[0].BaseUri));

        // It can be replaced, and removed.
        _other.Store.SaveAccount(Account("a"));
        Assert.All(_other.Store.ReadAccounts(), account => Assert.Null(account.Damage));
        _other.Execute($"PRAGMA ignore_check_constraints = 1; UPDATE account SET {damage} WHERE name = 'a'");
        Assert.True(_other.Store.RemoveAccount("a"));
        Assert.Equal(["b"], _other.Store.ReadAccounts().Select(account => account.Name));
    }

    [Fact]
    public void ARowWhoseNamesAreShownOtherwise_IsRemovedByWhatIsShown()
    {
        Fill();
        Storage.Sqlite.SqliteCostStore store = _other.Store;

        Assert.All(store.Budgets.Read(), budget => Assert.True(store.Budgets.Remove(budget.Name)));
        Assert.All(store.Subscriptions.Read(), one => Assert.True(store.Subscriptions.Remove(one.Name)));
        Assert.All(store.ExchangeRates.Read(), rate => Assert.True(store.ExchangeRates.Remove(rate.From, rate.To, rate.Date)));
        Assert.Equal(1, store.RemoveSnapshots(store.ReadSeries().Single(one => one.Key.Account != "team").Key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        foreach (CostAccount account in store.ReadAccounts())
        {
            store.RemoveHistory(account.Name);
            Assert.True(store.RemoveAccount(account.Name));
        }

        store.RemoveHistory(ForeignText.Shown(Hostile + "2"));
        Assert.Empty(Texts((object[])
        [
            store.Budgets.Read(), store.Subscriptions.Read(), store.ExchangeRates.Read(), store.ReadAccounts(), store.ReadSeries(), store.ReadEvents(), store.Usage.ReadAccounts(),
            store.Reports.ReadSeries(), store.Quotes.Read(Noon), store.Exports.ReadAccounts(),
        ]));
    }

    [Fact]
    public void ARowWhoseNamesAreShownOtherwise_IsRemovedByWhatIsStored()
    {
        _other.Store.SaveAccount(Account("team"));
        _other.Execute("INSERT INTO budget VALUES ('=x', 1, 'USD', NULL, NULL), ('a' || char(0x3164), 1, 'USD', NULL, NULL)");

        Assert.Equal(["'=x", "a\uFFFD"], _other.Store.Budgets.Read().Select(budget => budget.Name));
        Assert.True(_other.Store.Budgets.Remove("=x"));
        Assert.True(_other.Store.Budgets.Remove("a\u3164"));
        Assert.Empty(_other.Store.Budgets.Read());
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    public void AGapThatCannotBe_IsReadAsUnknown(string gap)
    {
        _other.Store.Record([Reading(0, 10m)]);
        _other.Execute($"PRAGMA ignore_check_constraints = 1; UPDATE snapshot SET longest_gap = {gap}");

        Assert.Equal(TimeSpan.Zero, Assert.Single(_other.Store.ReadSnapshots(Series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)).LongestGap);
    }

    [Fact]
    public void TwoNamesThatDifferInWhatIsNotSeen_AreNotTakenForOne()
    {
        _other.Store.SaveAccount(Account("team"));
        _other.Execute("INSERT INTO account VALUES ('te' || char(0x200B) || 'am', 'DeepSeek', 'https://api.deepseek.com/', 'Environment', 'X', NULL)");

        Assert.Equal(2, _other.Store.ReadAccounts().Select(account => account.Name).Distinct().Count());
    }

    [Fact]
    public void TheCheckFindsThem_InWordsThatNoTerminalObeys_AndARestoreIsRefused()
    {
        Fill();

        List<CostStoreCheck> wrong = _other.Store.Care.Check().Where(check => !check.IsOk).ToList();

        Assert.Contains(wrong, check => check.Check == "Names");
        Assert.Contains(wrong, check => check.Check == "Accounts");
        Assert.All(wrong, check => Assert.DoesNotContain(check.Finding!, character => char.IsControl(character) || character is '\u202E' or '\u2028'));
        CostException failure = Refusal(() => _folder.Store.Care.Restore(_other.Store.FilePath, Noon), "BackupDamaged");
        Assert.DoesNotContain(failure.Message, character => char.IsControl(character) || character == '\u202E');
    }

    [Theory]
    [InlineData("UPDATE account SET provider = '=1+1'")]
    [InlineData("UPDATE account SET provider = 'Deep' || char(0x202E) || 'Seek'")]
    [InlineData("UPDATE series SET provider = '@SUM(A1)'")]
    [InlineData("INSERT INTO budget VALUES ('-1+1', 1, 'USD', NULL, NULL)")]
    [InlineData("INSERT INTO budget VALUES ('a' || char(0x200B), 1, 'USD', NULL, NULL)")]
    [InlineData("INSERT INTO budget VALUES ('a', 1, 'USD', '=b', NULL)")]
    [InlineData("INSERT INTO budget VALUES ('a', 1, 'USD', NULL, char(27) || 'b')")]
    [InlineData("UPDATE account SET key_reference = char(27) || 'b'", "Texts")]
    [InlineData("DELETE FROM sqlite_sequence; INSERT INTO sqlite_sequence VALUES ('price_table', 9223372036854775807)", "Sequences")]
    [InlineData("DELETE FROM sqlite_sequence; INSERT INTO sqlite_sequence VALUES ('price_table', 'x')", "Sequences")]
    [InlineData("UPDATE account SET secret_vault = 'b' || char(10)", "Texts")]
    [InlineData("INSERT INTO usage_account VALUES (1, 'x'); INSERT INTO metered_call VALUES (1, 1, NULL, 0, NULL, 'm' || char(0x2066), 1, 1, 1, NULL, 0, NULL)", "Texts")]
    [InlineData("INSERT INTO report_series VALUES (1, 'team', 'OpenAI', 'USD', 0, 0); INSERT INTO report_cost VALUES (1, 1, 0, 5, char(27) || 's', '', '1', 0, NULL, 'Reported', NULL, NULL)", "Texts")]
    [InlineData("INSERT INTO usage_account VALUES (1, 'x'); INSERT INTO usage_origin VALUES (1, 1, 'a', 'b' || char(27), NULL)", "Texts")]
    [InlineData("INSERT INTO usage_account VALUES (1, 'x'); INSERT INTO usage_log VALUES (1, 'h', 'p', 1, 1, 'f', 1, 1, NULL, 9223372036854775807)", "Instants")]
    [InlineData("INSERT INTO usage_account VALUES (1, 'x'); INSERT INTO metered_call VALUES (1, 1, NULL, 0, NULL, 'm', 1, 1, 1, NULL, 0, 9)", "CallOrigins")]
    [InlineData("INSERT INTO usage_account VALUES (1, 'x'), (2, 'y'); INSERT INTO usage_origin VALUES (1, 2, 'a', NULL, NULL); INSERT INTO metered_call VALUES (1, 1, NULL, 0, NULL, 'm', 1, 1, 1, NULL, 0, 1)", "CallOrigins")]
    public void ANameThatNoCommandKeeps_IsAFindingOfTheCheck(string damage, string expected = "Names")
    {
        _other.Store.SaveAccount(Account("team"));
        _other.Record(0, 5m);
        _other.Execute(damage);

        Assert.Equal(expected, Assert.Single(_other.Store.Care.Check(), check => !check.IsOk).Check);
    }

    [Theory]
    [InlineData("@cf/meta/llama-3")]
    [InlineData("-latest")]
    public void AModelWhoseNameBeginsLikeAFormula_IsNoFault(string model)
    {
        _other.Store.SaveAccount(Account("team"));
        _other.Execute($"INSERT INTO usage_account VALUES (1, 'x'); INSERT INTO metered_call VALUES (1, 1, NULL, 0, NULL, '{model}', 1, 1, 1, NULL, 0, NULL)");

        Assert.All(_other.Store.Care.Check(), check => Assert.True(check.IsOk, check.Finding));
    }

    [Fact]
    public void AnUpperBoundOrACostBelowZero_MakesNothingAvailable_AndIsAFinding()
    {
        _other.Store.SaveAccount(Account("team"));
        _other.Record(0, 10m);
        QuoteStore quotes = _other.Store.Quotes;
        quotes.Reserve(QuoteSample.Of(2m), Series, Noon, Noon.AddMinutes(15));
        DeepSeekQuote settled = quotes.Reserve(QuoteSample.Of(2m), Series, Noon, Noon.AddMinutes(15));
        QuoteSample.Settle(quotes, settled.Id!, Noon.AddMinutes(1), 1m);
        _other.Execute("UPDATE quote SET low = '-100', expected = '-100', high = '-100', actual = CASE WHEN actual IS NULL THEN NULL ELSE '-100' END");

        BalanceStanding standing = quotes.ReadStanding(Series, Noon.AddMinutes(2))!;

        Assert.Equal((0m, 0m, 10m), (standing.Held, standing.Unseen, standing.Available));
        Refusal(() => quotes.Reserve(QuoteSample.Of(11m), Series, Noon, Noon.AddMinutes(15)), "ReservationRefused");
        Assert.Contains("below zero", Assert.Single(_other.Store.Care.Check(), check => !check.IsOk).Finding, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    private void Fill()
    {
        _other.Store.SaveAccount(Account("team"));
        _other.Execute(Rows.Replace("§", Hostile.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    // Every text of every property, to any depth.
    private static IEnumerable<string> Texts(object? value) => value switch
    {
        null or Uri or DateTimeOffset or DateOnly or Type => [],
        string text => [text],
        IEnumerable many => many.Cast<object?>().SelectMany(Texts),
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum || value is decimal or TimeSpan => [],
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(index => Texts(tuple[index])),
        _ => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .SelectMany(property => Texts(property.GetValue(value))),
    };
}
