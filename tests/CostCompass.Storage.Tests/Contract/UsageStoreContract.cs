using CostCompass.Storage.Sql;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Contract;

public abstract class UsageStoreContract(StoreUnderTest home) : IDisposable
{
    private UsageStore Usage => home.Store.Usage;

    [ContractFact]
    public void WithoutAStore_ThereAreNoCalls_AndNoneIsMade()
    {
        Assert.Empty(Usage.ReadAccounts());
        Assert.Empty(All("team"));
        Assert.Equal(0, Usage.Remove("team"));
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void ACall_ComesBackWithAllThatIsStored()
    {
        MeteredCall call = Call("a", 0) with { StartedAt = Noon.AddSeconds(-4), ReasoningTokens = 7, Searches = 3 };
        MeteredCall nameless = Call(null, 1);

        Assert.Equal(new UsageAddition(2, 0, 0), Usage.Add("team", [call, nameless]));

        Assert.Equal([new StoredCall("team", call), new StoredCall("team", nameless)], Usage.Read("TEAM", DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
    }

    [ContractTheory]
    [InlineData(0, 1)]
    [InlineData(0xD800, 1)]
    [InlineData(0xDE00, 1)]
    [InlineData('x', 512)]
    public void AnIdThatNotEveryDatabaseKeeps_IsRefused_AndTheOtherCallsWithIt(int character, int times)
    {
        string id = "a" + new string((char)character, times);

        CostException failure = Refusal(() => Usage.Add("team", [Call("a", 0), Call(id, 1)]), "TextNotStorable");

        Assert.DoesNotContain('\0', failure.Message);
        Assert.Empty(All("team"));
    }

    [ContractFact]
    public void AnIdOfAnyWholeCharacters_IsKept()
    {
        MeteredCall[] calls = [Call("\uD83D\uDE00 é 漢", 0), Call(new string('漢', 512), 1)];

        Usage.Add("team", calls);

        Assert.Equal(calls, All("team"));
    }

    [ContractFact]
    public void WhatIsAddedTwice_ChangesNothing()
    {
        MeteredCall[] calls = [Call("a", 0), Call("b", 1), Call(null, 2), Call(null, 2) with { OutputTokens = 99 }];
        Usage.Add("team", calls);

        Assert.Equal(new UsageAddition(0, 0, 4), Usage.Add("Team", calls));
        Assert.Equal(calls, All("team"));
    }

    [ContractTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void OfTheStatesOfAnAnswer_TheLastIsKept_InWhateverOrderTheyCome(bool backwards)
    {
        MeteredCall first = Call("a", 0) with { OutputTokens = 1, StartedAt = Noon.AddSeconds(-9) };
        MeteredCall second = Call("a", 3) with { OutputTokens = 20 };
        MeteredCall last = Call("a", 3) with { OutputTokens = 35, StartedAt = Noon.AddSeconds(-2) };
        MeteredCall[] states = backwards ? [last, second, first] : [first, second, last];

        foreach (MeteredCall state in states)
        {
            Usage.Add("team", [state]);
        }

        Assert.Equal([last with { StartedAt = Noon.AddSeconds(-9) }], All("team"));
        Assert.Equal(new UsageAddition(0, 0, 3), Usage.Add("team", states));
    }

    [ContractFact]
    public void ACallThatWasStoredWithoutItsSearches_GetsThem_WhenItIsAddedAgain()
    {
        Usage.Add("team", [Call("a", 0)]);

        Assert.Equal(new UsageAddition(0, 1, 0), Usage.Add("team", [Call("a", 0) with { Searches = 2 }]));
        Assert.Equal(new UsageAddition(0, 0, 1), Usage.Add("team", [Call("a", 0)]));
        Assert.Equal([Call("a", 0) with { Searches = 2 }], All("team"));
    }

    [ContractFact]
    public void ANamelessCallThatWasStoredWithoutItsSearches_GetsThem_WhenItIsAddedAgain()
    {
        MeteredCall reasoned = Call(null, 1) with { ReasoningTokens = 3 };
        Usage.Add("team", [Call(null, 0), reasoned, Call(null, 2)]);
        Usage.Add("home", [Call(null, 0)]);

        Assert.Equal(new UsageAddition(0, 2, 0), Usage.Add("team", [Call(null, 0) with { Searches = 2 }, reasoned with { Searches = 1 }]));
        Assert.Equal(new UsageAddition(0, 0, 3), Usage.Add("team", [Call(null, 0), Call(null, 0) with { Searches = 2 }, Call(null, 0) with { Searches = 1 }]));
        Assert.Equal([Call(null, 0) with { Searches = 2 }, reasoned with { Searches = 1 }, Call(null, 2)], All("team"));
        Assert.Equal([Call(null, 0)], All("home"));
    }

    [ContractFact]
    public void ANamelessCallWithSearches_IsAddedOnce_InWhateverOrderItsStatesCome()
    {
        Assert.Equal(new UsageAddition(1, 1, 1), Usage.Add("team", [Call(null, 0), Call(null, 0) with { Searches = 2 }, Call(null, 0)]));
        Assert.Equal(new UsageAddition(1, 0, 1), Usage.Add("home", [Call(null, 0) with { Searches = 2 }, Call(null, 0)]));

        Assert.Equal(All("team"), All("home"));
    }

    [ContractTheory]
    [InlineData(0, 15)]
    [InlineData(15, 0)]
    public void TheInstantOfAnEarlierState_IsWhenTheCallWasUnderWay(int firstAdded, int thenAdded)
    {
        Usage.Add("team", [Call("a", firstAdded)]);
        Usage.Add("team", [Call("a", thenAdded)]);

        Assert.Equal([Call("a", 15) with { StartedAt = Noon }], All("team"));
    }

    [ContractFact]
    public void AStateThatIsNewer_IsCountedAsReplaced()
    {
        Usage.Add("team", [Call("a", 0)]);

        Assert.Equal(new UsageAddition(1, 1, 1), Usage.Add("team", [Call("a", 5), Call("a", 1), Call("b", 0)]));
    }

    [ContractFact]
    public void TheSameIdInAnotherAccount_IsAnotherCall()
    {
        Usage.Add("team", [Call("a", 0)]);
        Usage.Add("home", [Call("a", 0)]);

        Assert.Equal(["home", "team"], Usage.ReadAccounts());
        Assert.Equal((1, 1), (All("home").Count, All("team").Count));
    }

    [ContractTheory]
    [InlineData(0, 10, "0 5")]
    [InlineData(0.0000005, 10, "5")]
    [InlineData(0, 10.0000005, "0 5 10")]
    [InlineData(5, 5, "")]
    [InlineData(10, 100, "10")]
    public void ASpan_HoldsItsStartAndNotItsEnd(double from, double to, string seconds)
    {
        Usage.Add("team", [Call("c", 10), Call("a", 0), Call(null, 5)]);

        IEnumerable<double> found = Usage.Read("team", Noon.AddTicks((long)(from * 1e7)), Noon.AddTicks((long)(to * 1e7)))
            .Select(stored => (stored.Call.At - Noon).TotalSeconds);

        Assert.Equal(seconds, string.Join(' ', found));
    }

    [ContractFact]
    public void RemovingAnAccount_LeavesTheOthers()
    {
        Usage.Add("team", [Call("a", 0), Call(null, 1)]);
        Usage.Add("Größe", [Call("a", 0)]);

        Assert.Equal(2, Usage.Remove("TEAM"));
        Assert.Equal(["Größe"], Usage.ReadAccounts());
        Assert.Equal(1, Usage.Remove("GRÖßE"));
        Assert.Empty(Usage.ReadAccounts());
    }

    [ContractFact]
    public void RemovingTheHistoryOfAnAccount_TakesItsCallsToo()
    {
        home.Record(0, 10m);
        Usage.Add("team", [Call("a", 0)]);

        Assert.Equal(1, home.Store.RemoveHistory("TEAM"));
        Assert.Empty(Usage.ReadAccounts());
    }

    [ContractFact]
    public void AKeyInsteadOfAName_IsRefused_BeforeAnythingIsMade()
    {
        CostException failure = Refusal(() => Usage.Add("sk-1234", [Call("a", 0)]), "KeyInsteadOfName");

        Assert.DoesNotContain("1234", failure.Message, StringComparison.Ordinal);
        Assert.False(home.Store.Exists);
    }

    [ContractFact]
    public void WhenOneCallFails_NoneIsAdded()
    {
        Refusal(() => Usage.Add("team", [Call("a", 0), Call("b", 1) with { OutputTokens = -1 }]), "StoreFailed");

        Assert.Empty(Usage.ReadAccounts());
        Assert.Empty(All("team"));
    }

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

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
