using System.Collections.Concurrent;
using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>What many hosts do at once, each with a store of its own over one server.</summary>
[NeedsServer]
public sealed class ManyConnectionsTests : IDisposable
{
    private const int Hosts = 32;

    private readonly StoreOnServer _home = new();

    [ContractFact]
    public void ReservationsOverThirtyTwoConnections_PromiseTheBalanceOnce()
    {
        _home.Record(0, 10m);
        var shortfalls = new ConcurrentBag<decimal>();

        AtOnce(Hosts, store =>
        {
            for (int time = 0; time < 3; time++)
            {
                try
                {
                    store.Quotes.Reserve(QuoteSample.Of(0.3m), Series, Noon, Noon.AddMinutes(15));
                }
                catch (CostException failure) when (failure.ErrorId == "ReservationRefused")
                {
                    shortfalls.Add((decimal)failure.Data[ReservationRule.Shortfall]!);
                }
            }
        });

        // 33 times 0.3 is 9.9; the 34th would need 0.2 more than there is.
        Assert.Equal(33, _home.Store.Quotes.Read(Noon).Count);
        Assert.Equal(Enumerable.Repeat(0.2m, (3 * Hosts) - 33), shortfalls);
    }

    [ContractFact]
    public void AReservation_IsSettledOnce_HoweverManyTry()
    {
        _home.Record(0, 10m);
        string id = _home.Store.Quotes.Reserve(QuoteSample.Of(1m), Series, Noon, Noon.AddMinutes(15)).Id!;
        int settled = 0;
        var refusals = new ConcurrentBag<string>();

        AtOnce(Hosts, store =>
        {
            try
            {
                QuoteSample.Settle(store.Quotes, id, Noon.AddMinutes(1), 0.5m);
                Interlocked.Increment(ref settled);
            }
            catch (CostException failure)
            {
                refusals.Add(failure.ErrorId);
            }
        });

        Assert.Equal((1, Hosts - 1), (settled, refusals.Count(refusal => refusal == "QuoteCompleted")));
    }

    [ContractFact]
    public void HostsThatPollOneAccount_MakeOneSnapshot()
    {
        AtOnce(Hosts, store =>
        {
            for (int second = 0; second < 5; second++)
            {
                store.Record([Reading(second * 30, 10m)]);
            }
        });

        Assert.Equal([new BalanceSnapshot(Noon, Noon.AddSeconds(120), BalanceLevels.OfTotal(10m))], _home.All);
        Assert.Single(_home.Store.ReadSeries());
    }

    [ContractFact]
    public void HostsThatMakeTheStoreAtOnce_AllSucceed_WhateverTheCaseOfTheName()
    {
        AtOnce(Hosts, store => store.Record([Reading(0, 1m, series: Series with { Account = Environment.CurrentManagedThreadId % 2 == 0 ? "Team" : "TEAM" })]));

        Assert.Single(_home.Store.ReadSeries());
        Assert.Equal(_home.Store.ReadStatus().SchemaVersion!.Value, _home.Server.Query<long>($"SELECT count(*) FROM {_home.Schema}.store_version"));
    }

    [ContractFact]
    public void ReadingsOfSixMonthsThatManyRecord_AreThereOnce()
    {
        AtOnce(Hosts, store =>
        {
            for (int month = 0; month < 6; month++)
            {
                store.Record([Reading(month * 31.0 * 86_400, 10m - month, series: Series with { Currency = "CNY" })]);
            }
        });

        Assert.Equal(6, _home.Snapshots(Series with { Currency = "CNY" }).Count);
    }

    [ContractFact]
    public void CallsThatManyAdd_AreThereOnce()
    {
        var calls = Enumerable.Range(0, 700).Select(number => new Metering.MeteredCall
        {
            Id = number % 7 == 0 ? null : $"call-{number}",
            At = Noon.AddSeconds(number),
            Model = "deepseek-chat",
            CacheHitTokens = number,
            CacheMissTokens = 1,
            OutputTokens = 2,
        }).ToList();

        AtOnce(8, store => store.Usage.Add("team", calls));

        Assert.Equal(700, _home.Store.Usage.Read("team", DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count());
    }

    public void Dispose() => _home.Dispose();

    private void AtOnce(int count, Action<SqlCostStore> work)
    {
        var failures = new ConcurrentBag<Exception>();
        List<SqlCostStore> stores = [.. Enumerable.Range(0, count).Select(_ => _home.Another())];
        List<Thread> threads = [.. stores.Select(store => new Thread(() =>
        {
            try
            {
                work(store);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }))];
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(failures);
    }
}
