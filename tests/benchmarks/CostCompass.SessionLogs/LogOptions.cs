using System.Globalization;

namespace CostCompass.SessionLogs;

/// <summary>What to generate.</summary>
internal sealed record LogOptions(string Folder, long Bytes, DateTime Month, int Seed, IReadOnlyList<string> Models)
{
    public const string Usage =
        "Usage: CostCompass.SessionLogs --folder FOLDER [--megabytes 100] [--month 2026-11] [--seed 1] [--model deepseek-v4-pro[,deepseek-flash]]";

    /// <summary>Reads the options; null when they cannot be meant.</summary>
    public static LogOptions? Read(string[] arguments)
    {
        var options = new LogOptions("", 100_000_000, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), 1, ["deepseek-v4-pro"]);
        for (int index = 0; index + 1 < arguments.Length; index += 2)
        {
            string value = arguments[index + 1];
            options = arguments[index] switch
            {
                "--folder" => options with { Folder = value },
                "--megabytes" when double.TryParse(value, CultureInfo.InvariantCulture, out double megabytes) => options with { Bytes = (long)(megabytes * 1e6) },
                "--month" when DateTime.TryParseExact(
                    value, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime month)
                    => options with { Month = month },
                "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out int seed) => options with { Seed = seed },
                "--model" => options with { Models = value.Split(',') },
                _ => options with { Bytes = 0 },
            };
        }

        return options is { Folder.Length: > 0, Bytes: > 0 } && arguments.Length % 2 == 0 ? options : null;
    }
}
