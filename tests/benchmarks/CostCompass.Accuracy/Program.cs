using CostCompass.Accuracy;

if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 1;
}

if (options.Bench == "early")
{
    EarlyBench.Print(options.Seed, options.Accounts);
    return 0;
}

if (options.Bench is "real" or "aside")
{
    RealBench.Print(isSetAside: options.Bench == "aside");
    return 0;
}

Print("Developed on (other seeds)", RegimeCatalog.Developed(options));
Print("Supporting families (other seeds)", RegimeCatalog.Supporting(options));
Print("Held out", RegimeCatalog.HeldOut(options));
Print("Unseen", RegimeCatalog.Unseen(options));
return 0;

void Print(string title, IEnumerable<(string Name, IEnumerable<Account> Accounts)> regimes)
{
    switch (options.Bench)
    {
        case "forecast":
            ScoreTable.PrintForecasts(title, [.. regimes.Select(regime => ForecastBench.Score(regime.Name, regime.Accounts, ForecastBench.Histories))]);
            break;
        case "histories":
            HistoryTable.Print(title, regimes);
            break;
        default:
            ScoreTable.PrintRunOuts(title, [.. regimes.Select(regime => RunOutBench.Score(regime.Name, regime.Accounts, options.Seed))]);
            break;
    }
}
