using System.Globalization;
using CostCompass.Simulator.Accounts;
using CostCompass.Simulator.RateLimits;

namespace CostCompass.Simulator;

/// <summary>Reads the command line.</summary>
internal sealed record SimulatorArguments(SimulatorOptions Options, bool UntilStandardInputCloses)
{
    public const string Usage = """
        --port N                 port on 127.0.0.1, 0 for any (default)
        --key TEXT               key of the first account
        --currency USD|CNY       its currency (default USD)
        --granted N              its granted credit (default 0)
        --topped-up N            its topped-up credit (default 100)
        --admin                  makes its key one of an administrator
        --lag-seconds N          how late the balance shows spend (default 0)
        --rounding Floor|HalfEven|Exact
        --clock INSTANT          where the clock starts (default now); it stands still
        --clock-runs             lets it run
        --rate-limits FORMAT     Seconds|Duration|Milliseconds|Timestamp|UnixTime: sends rate-limit headers
        --plain-models           leaves the newer fields out of /models
        --until-stdin-closes     ends when standard input is closed
        """;

    /// <exception cref="FormatException">The message says which argument cannot be read.</exception>
    public static SimulatorArguments Parse(IReadOnlyList<string> arguments)
    {
        var options = new SimulatorOptions();
        var untilClosed = false;
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            string Value() => ++index < arguments.Count ? arguments[index] : throw new FormatException("a value is missing.");
            switch (name)
            {
                case "--until-stdin-closes":
                    untilClosed = true;
                    break;
                case "--clock-runs":
                    options = options with { ClockRuns = true };
                    break;
                case "--admin":
                    options = options with { IsAdmin = true };
                    break;
                case "--plain-models":
                    options = options with { NewerModelFields = false };
                    break;
                default:
                    options = Named(name, () => With(options, name, Value));
                    break;
            }
        }

        return new SimulatorArguments(options, untilClosed);
    }

    // The framework's own messages do not say which argument they are about.
    private static SimulatorOptions Named(string name, Func<SimulatorOptions> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw new FormatException($"{name}: {failure.Message}", failure);
        }
    }

    private static SimulatorOptions With(SimulatorOptions options, string name, Func<string> value) => name switch
    {
        "--port" => options with { Port = int.Parse(value(), CultureInfo.InvariantCulture) },
        "--key" => options with { Key = value() },
        "--currency" => options with { Currency = value() },
        "--granted" => options with { Granted = decimal.Parse(value(), CultureInfo.InvariantCulture) },
        "--topped-up" => options with { ToppedUp = decimal.Parse(value(), CultureInfo.InvariantCulture) },
        "--lag-seconds" => options with { IngestionLag = TimeSpan.FromSeconds(double.Parse(value(), CultureInfo.InvariantCulture)) },
        "--rounding" => options with { Rounding = Word<BalanceRounding>(value()) },
        "--clock" => options with { Clock = DateTimeOffset.Parse(value(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) },
        "--rate-limits" => options with { RateLimits = new RateLimitHeaders { Enabled = true, Format = Word<RateLimitResetFormat>(value()) } },
        _ => throw new FormatException("there is no such argument."),
    };

    private static T Word<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw new FormatException($"{text} is none of {string.Join(", ", Enum.GetNames<T>())}.");
}
