using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>Who made calls, and how far the logs of agents were read.</summary>
public abstract class UsageLogContract(StoreUnderTest home) : IDisposable
{
    private UsageStore Usage => home.Store.Usage;

    [ContractFact]
    public void TheOriginOfACall_ComesBack_AndAddingItAgainChangesNothing()
    {
        var one = new CallOrigin("Claude Code", "/home/dev/app", "s1");
        MeteredCall[] calls =
        [
            Call("a", 0) with { Origin = one }, Call("b", 1) with { Origin = one with { } }, Call("c", 2) with { Origin = new CallOrigin("Codex", null, null) },
            Call("d", 3), Call(null, 4) with { Origin = one },
        ];

        Usage.Add("team", calls);
        Usage.Add("team", [Call("e", 5) with { Origin = one with { } }]);

        Assert.Equal([.. calls, Call("e", 5) with { Origin = one }], All("team"));
        Assert.Equal(new UsageAddition(0, 0, 5), Usage.Add("team", calls));
    }

    [ContractTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnOriginThatOnlyOneStateHas_IsKept_InWhateverOrderTheyCome(bool backwards)
    {
        var origin = new CallOrigin("Codex", "/home/dev/tool", "t1");
        MeteredCall[] states = [Call("a", 0) with { Origin = origin }, Call("a", 5) with { OutputTokens = 90 }];
        foreach (MeteredCall state in backwards ? states.Reverse() : states)
        {
            Usage.Add("team", [state]);
        }

        Assert.Equal([states[1] with { StartedAt = Noon, Origin = origin }], All("team"));
    }

    [ContractTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void OfTwoSessionsWithTheSameCall_ItIsTheSameOne_InWhateverOrderTheyCome(bool backwards)
    {
        MeteredCall[] states = [Call("a", 0) with { Origin = new CallOrigin("Claude Code", "/p", "s1") }, Call("a", 0) with { Origin = new CallOrigin("Claude Code", "/o", "s2") }];
        foreach (MeteredCall state in backwards ? states.Reverse() : states)
        {
            Usage.Add("team", [state]);
        }

        Assert.Equal("s1", Assert.Single(All("team")).Origin!.Session);
    }

    [ContractFact]
    public void AnOriginThatNotEveryDatabaseKeeps_IsShownPlain()
    {
        Usage.Add("team", [Call("a", 0) with { Origin = new CallOrigin("Codex", "=cmd\0\u001b[1m\uFFFD" + new string('漢', 3000), "\u2066") }]);

        CallOrigin origin = Assert.Single(All("team")).Origin!;
        Assert.StartsWith("'=cmd[1m?漢", origin.Project, StringComparison.Ordinal);
        Assert.Null(origin.Session);
        Assert.Equal(new UsageAddition(0, 0, 1), Usage.Add("team", [Call("a", 0) with { Origin = origin }]));
    }

    [ContractFact]
    public void HowFarLogsWereRead_IsRememberedWithTheirCalls_ByComputerAndAccount()
    {
        LogPlace first = Place("/logs/a.jsonl", 100) with { Session = "{\"Id\":\"s\"}", Line = 7, Modified = Noon };
        LogPlace second = Place("/logs/b.json", 0);

        Assert.Equal(new UsageAddition(1, 0, 0), Usage.AddFromLogs("team", [Call("a", 0)], "here", [first, second], []));
        Usage.AddFromLogs("home", [], "here", [second], []);

        Assert.Equal([first, second], Usage.ReadPlaces("here", "TEAM").OrderBy(place => place.Path, StringComparer.Ordinal));
        Assert.Equal([second], Usage.ReadPlaces("here", "home"));
        Assert.Equal(3, Usage.ReadPlaces("here").Count);
        Assert.Empty(Usage.ReadPlaces("there"));
        Assert.Empty(Usage.ReadPlaces("here", "nobody"));

        LogPlace later = first with { Offset = 300, Length = 300, ReadFrom = 100 };
        Usage.AddFromLogs("team", [Call("b", 0)], "here", [later], [second.Path]);
        Assert.Equal([later with { ReadFrom = 0 }], Usage.ReadPlaces("here", "team"));
    }

    [ContractFact]
    public void ThousandsOfLogs_AreRememberedAtOnce()
    {
        LogPlace[] places = [.. Enumerable.Range(0, 1203).Select(number => Place($"/logs/{number:0000}.jsonl", 10))];
        Usage.AddFromLogs("team", [], "here", places, []);
        Usage.AddFromLogs("team", [], "here", places, [.. places.Take(3).Select(place => place.Path + "x")]);

        Assert.Equal(places, Usage.ReadPlaces("here", "team").OrderBy(place => place.Path, StringComparer.Ordinal));
    }

    [ContractFact]
    public void IfTheCallsBeforeAPlaceWereRemovedMeanwhile_ThePlaceIsNotRemembered()
    {
        Usage.AddFromLogs("team", [Call("a", 0)], "here", [Place("/logs/a.jsonl", 100)], []);
        LogPlace next = Place("/logs/a.jsonl", 200) with { ReadFrom = 100 };
        Usage.Remove("team");

        Usage.AddFromLogs("team", [Call("b", 1)], "here", [next], []);

        Assert.Empty(Usage.ReadPlaces("here", "team"));
        Usage.AddFromLogs("team", [], "here", [next with { ReadFrom = 0 }], []);
        Assert.Single(Usage.ReadPlaces("here", "team"));
    }

    [ContractFact]
    public void AfterABackupWasRestored_APlaceBehindItsOwn_IsNotRemembered()
    {
        Usage.AddFromLogs("team", [], "here", [Place("/logs/a.jsonl", 50)], []);
        Usage.AddFromLogs("team", [], "here", [Place("/logs/a.jsonl", 200) with { ReadFrom = 100 }], []);

        Assert.Empty(Usage.ReadPlaces("here", "team"));
    }

    [ContractFact]
    public void WhenACallFails_NoPlaceIsRemembered()
    {
        Refusal(() => Usage.AddFromLogs("team", [Call("a", 0) with { OutputTokens = -1 }], "here", [Place("/logs/a.jsonl", 100)], []), "StoreFailed");

        Assert.Empty(Usage.ReadPlaces("here"));
    }

    [ContractFact]
    public void APathThatNotEveryDatabaseKeeps_IsReadAsAWholeTheNextTime()
    {
        Usage.AddFromLogs("team", [Call("a", 0)], "here", [Place("/" + new string('漢', 600), 1), Place("/\uD800", 1), Place("/" + new string('漢', 500), 1)], ["/\uD800"]);

        Assert.Equal(501, Assert.Single(Usage.ReadPlaces("here")).Path.Length);
        Assert.Single(All("team"));
    }

    [ContractFact]
    public void RemovingAnAccount_TakesItsOriginsAndPlaces()
    {
        Usage.AddFromLogs("team", [Call("a", 0) with { Origin = new CallOrigin("Codex", "/home/dev/tool", "t1") }], "here", [Place("/logs/a.jsonl", 100)], []);

        Usage.Remove("team");

        Assert.Empty(Usage.ReadPlaces("here"));
        Usage.Add("team", [Call("a", 0)]);
        Assert.Null(Assert.Single(All("team")).Origin);
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    private static LogPlace Place(string path, long offset) => new()
    {
        Path = path,
        Length = Math.Max(5, offset),
        Fingerprint = "0123456789ABCDEF0123456789ABCDEF",
        Offset = offset,
        ReadAt = Noon,
    };

    private static MeteredCall Call(string? id, double seconds) => new()
    {
        Id = id,
        At = Noon.AddSeconds(seconds),
        Model = "deepseek-v4-pro",
        CacheHitTokens = 1_000,
        CacheMissTokens = 200,
        OutputTokens = 30,
    };

    private List<MeteredCall> All(string account) =>
        Usage.Read(account, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(stored => stored.Call).ToList();
}
