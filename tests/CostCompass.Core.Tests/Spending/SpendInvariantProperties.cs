using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Spending;

public sealed class SpendInvariantProperties
{
    [Fact]
    public void WithOnlyFalls_TheTotalIsTheFirstBalanceLessTheLast() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.Expire, AccountStepKind.Refund),
        history => AccountHistory.Total(history.Windows) == history.Polls[0].Levels.Total - history.Polls[^1].Levels.Total)
        .Check(AccountHistories.Runs);

    [Fact]
    public void WithOnlySpending_TheTotalIsTheTrueSpend() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend),
        history => AccountHistory.Total(history.Windows) == history.TrueSpend).Check(AccountHistories.Runs);

    [Fact]
    public void WithoutExpiry_TheTotalIsNeverMoreThanTheTrueSpend() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.TopUp, AccountStepKind.Grant),
        history => AccountHistory.Total(history.Windows) <= history.TrueSpend).Check(AccountHistories.Runs);

    [Fact]
    public void WithoutExpiry_NoWindowIsMoreThanItsTrueSpend() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.TopUp, AccountStepKind.Grant),
        history =>
        {
            ILookup<DateTimeOffset, decimal> spentAt = history.Polls.ToLookup(poll => poll.At, poll => poll.SpentSoFar);
            return history.Windows.Skip(1).All(window =>
                window.Amount <= spentAt[window.To].Single() - spentAt[window.From].Single());
        }).Check(AccountHistories.Runs);

    [Fact]
    public void NoWindowIsLessThanThePlainRuleOnTheTotal() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history => history.Snapshots.Zip(history.Snapshots.Skip(1), history.Windows.Skip(1)).All(step =>
            step.Third.Amount >= Math.Max(0m, step.First.Levels.Total - step.Second.Levels.Total))).Check(AccountHistories.Runs);

    [Fact]
    public void WithoutRecords_TheAmountIsTheFallOfEachPool_AndAllCreditWhereTheOtherPoolWasUsedBesideAGrant() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history => history.Snapshots.Zip(history.Snapshots.Skip(1), history.Windows.Skip(1)).All(step =>
        {
            (BalanceLevels before, BalanceLevels after) = (step.First.Levels, step.Second.Levels);
            return step.Third.Amount == Fall(before.ToppedUp, after.ToppedUp)
                + (after.Granted > before.Granted && after.ToppedUp < before.ToppedUp ? before.Granted : Fall(before.Granted, after.Granted));
        })).Check(AccountHistories.Runs);

    [Fact]
    public void AReadingInTheMiddleOfAWindow_NeverLowersTheTotal_UnlessItLooksLikeARefund() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history =>
        {
            IReadOnlyList<SpendWindow> windows = history.Windows;
            decimal total = AccountHistory.Total(windows);
            return windows.Any(window => window.Quality == SpendQuality.PossibleRefund)
                || Enumerable.Range(1, Math.Max(0, history.Polls.Count - 2)).All(missing =>
                    AccountHistory.Total(AccountHistory.Derive(AccountHistory.Merge(history.Polls.Where((_, index) => index != missing)))) <= total);
        }).Check(AccountHistories.Runs);

    [Fact]
    public void RecordingEveryTopUpAndGrant_MakesEachWindowTheTrueSpend() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.TopUp, AccountStepKind.Grant),
        history => history.RecordedWindows().All(one => one.Window.Amount == one.TrueSpend)).Check(AccountHistories.Runs);

    [Fact]
    public void RecordingEveryTopUpAndGrantAtItsInstant_MakesTheTotalTheTrueSpend() => Prop.ForAll(
        AccountHistories.Of(AccountStepKind.Spend, AccountStepKind.TopUp, AccountStepKind.Grant),
        history => history.RecordedTotal(records => records) == history.TrueSpend
            && history.RecordedTotal(records => records.Reverse()) == history.TrueSpend).Check(AccountHistories.Runs);

    [Fact]
    public void RecordingExpiriesAndRefundsAtTheirInstantToo_MakesTheTotalTheTrueSpend() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history => history.RecordedTotal(records => records) == history.TrueSpend).Check(AccountHistories.Runs);

    [Fact]
    public void RecordingExpiriesAndRefundsToo_MakesEachWindowTheTrueSpend() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history => history.RecordedWindows().All(one => one.Window.Amount == one.TrueSpend)).Check(AccountHistories.Runs);

    [Fact]
    public void WithCompleteRecords_EveryWindowHoldsTheTruth() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history => history.RecordedWindows().All(one =>
            one.Window.Quality is not (SpendQuality.LowerBound or SpendQuality.Baseline)
            && one.Window.Low <= one.TrueSpend
            && (one.Window.High is null || one.Window.High >= one.TrueSpend))).Check(AccountHistories.Runs);

    [Fact]
    public void TheAmountLiesBetweenItsBounds_AndNothingIsNegative() => Prop.ForAll(
        AccountHistories.OfEverything(),
        history => history.Windows.Skip(1).Concat(history.RecordedWindows().Select(one => one.Window)).All(window =>
            window.Low >= 0m
            && window.Low <= window.Amount
            && (window.High is null || window.Amount <= window.High)
            && (window.High is not null || window.Quality is SpendQuality.LowerBound or SpendQuality.PossibleRefund || window.Duration > WindowRule.Brief)
            && (window.High is null || window.Quality != SpendQuality.LowerBound)
            && window.TopUp is null or > 0m
            && window.Grant is null or > 0m)).Check(AccountHistories.Runs);

    [Fact]
    public void WhateverIsRecorded_NoFigureIsNegative() => Prop.ForAll(
        AccountHistories.OfEverything(),
        AccountHistories.OfEverything(),
        (history, other) => history.Snapshots.Zip(history.Snapshots.Skip(1)).Zip(other.RecordsPerPoll()).All(step =>
        {
            SpendWindow window = WindowRule.Between(step.First.First, step.First.Second, step.Second, 1m);
            return window.Low >= 0m && window.Low <= window.Amount && (window.High is null || window.Amount <= window.High);
        })).Check(AccountHistories.Runs);

    private static decimal Fall(decimal before, decimal after) => Math.Max(0m, before - after);
}
