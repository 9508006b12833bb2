using System.IO.Compression;
using System.Text;
using CostCompass.Storage.Files;

namespace CostCompass.SoakWorker.Files;

/// <summary>ZIP files of the console for <c>Import-DeepSeekExport</c>. Their checksums find what has changed in a member.</summary>
internal sealed class ExportSubject : FileSubject
{
    private static readonly string[][] _amounts =
    [
        ["user_id", "utc_date", "model", "api_key_name", "api_key", "type", "price", "amount"],
        ["u", "20261102", "deepseek-chat", "main", "sk-k", "output_tokens", "0.0000011", "1000"],
        ["u", "20261103", "deepseek-chat", "main", "sk-k", "input_cache_miss_tokens", "0.00000028", "20000"],
    ];

    private static readonly string[][] _costs =
    [
        ["user_id", "utc_date", "model", "wallet_type", "cost", "currency"],
        ["u", "20261102", "deepseek-chat", "Paid", "1.25", "USD"],
        ["u", "20261103", "deepseek-chat", "Granted", "0.000001", "USD"],
    ];

    private static readonly byte[] _sound = Zip(Text(_amounts), Text(_costs));
    private static readonly UsageExport _soundExport = Open(_sound);

    private bool _isBytes;

    public override byte[] Make(FileMutator mutator)
    {
        _isBytes = mutator.Random.Next(2) == 0;
        return _isBytes ? mutator.Bytes(_sound) : Zip(mutator.Table(_amounts), mutator.Table(_costs));
    }

    public override string? Read(byte[] file)
    {
        UsageExport read = Open(file);
        bool isSound = !_isBytes
            || ((read.Amounts.Count == 0 || read.Amounts.SequenceEqual(_soundExport.Amounts)) && (read.Costs.Count == 0 || read.Costs.SequenceEqual(_soundExport.Costs)));
        return isSound ? null : "an archive with other bytes was taken for other figures";
    }

    private static UsageExport Open(byte[] file) => UsageExportReader.Read(new MemoryStream(file), "usage.zip");

    private static byte[] Text(string[][] rows) => Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row) + "\n")));

    private static byte[] Zip(byte[] amounts, byte[] costs)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in new[] { ("amount-2026-11.csv", amounts), ("cost-2026-11.csv", costs) })
            {
                using Stream member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        return stream.ToArray();
    }
}
