using System.IO.Compression;
using System.Text;
using CostCompass.Storage.Files;

namespace CostCompass.Storage.Tests.Files;

/// <summary>Exports as the console makes them, built in memory. Keys are made up.</summary>
internal static class ExportSample
{
    public const string AmountHeader = "user_id,utc_date,model,api_key_name,api_key,type,price,amount";
    public const string CostHeader = "user_id,utc_date,model,wallet_type,cost,currency";
    public const string AmountSpanHeader = "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount";
    public const string CostSpanHeader = "user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency";

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToUniversalTime();

    public static Interval Span(string from, string to) => new(At(from), At(to));

    public static Interval Day(string date) => new(At(date + "T00:00:00Z"), At(date + "T00:00:00Z").AddDays(1));

    public static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";

    public static UsageExport ReadCsv(string name, params string[] lines) => Read(name, new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(Lines(lines))).ToArray());

    public static UsageExport Read(string name, byte[] content) => UsageExportReader.Read(new MemoryStream(content), name);

    public static byte[] Zip(params (string Name, string Content)[] members) => Zip(archive =>
    {
        foreach ((string name, string content) in members)
        {
            Add(archive, name, Encoding.UTF8.GetBytes(content));
        }
    });

    public static byte[] Zip(Action<ZipArchive> fill)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        return stream.ToArray();
    }

    public static ZipArchiveEntry Add(ZipArchive archive, string name, byte[] content)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name);
        using Stream stream = entry.Open();
        stream.Write(content);
        return entry;
    }
}
