using System.IO.Compression;
using System.Text;
using CostCompass.SoakWorker.Answers;
using CostCompass.SoakWorker.Files;
using SharpFuzz;

namespace CostCompass.SoakWorker;

/// <summary>What a coverage-guided fuzzer runs: an input is read, and anything but a documented error or a figure that is stated is a crash.</summary>
internal static class FuzzTarget
{
    private const string Compressed = "Compressed ";

    private static readonly FileMutator _sound = new(new Random(1));

    /// <summary>The names of all subjects. Before the name of an answer, <c>Compressed</c> means that the input is what a server calls Brotli.</summary>
    public static IEnumerable<string> Names =>
    [
        .. AnswerSubjects.All.Select(subject => subject.Name),
        .. AnswerSubjects.All.Where(subject => subject.Name != "Definitions").Select(subject => Compressed + subject.Name),
        .. MutatedFiles.All.Select(subject => subject.Name),
    ];

    /// <summary>Writes the inputs with which the fuzzer begins.</summary>
    /// <param name="name">The name of the subject.</param>
    /// <param name="folder">The folder, which is there.</param>
    public static void WriteSeeds(string name, string folder)
    {
        int number = 0;
        foreach (byte[] seed in Seeds(name))
        {
            File.WriteAllBytes(Path.Combine(folder, $"seed{number++}"), seed);
        }
    }

    /// <summary>Reads the inputs of AFL++ until it ends.</summary>
    /// <param name="name">The name of the subject.</param>
    public static void Run(string name)
    {
        // Instrumented code can't run before the fuzzer has said where to count, so the subject is made by the first input.
        Action<byte[]>? read = null;
        Fuzzer.OutOfProcess.Run(stream => (read ??= ReaderOf(name))(Bytes(stream)));
    }

    /// <summary>Reads the inputs that are kept of former runs. The folder of an input is named after its subject.</summary>
    /// <param name="archive">The path of the ZIP archive.</param>
    public static SoakResult Replay(string archive)
    {
        var tally = new Tally();
        int subjects = 0;
        using ZipArchive kept = ZipFile.OpenRead(archive);
        foreach (IGrouping<string, ZipArchiveEntry> subject in kept.Entries.GroupBy(entry => entry.FullName.Split('/')[0]))
        {
            Action<byte[]> read = ReaderOf(Names.First(name => FolderOf(name) == subject.Key));
            subjects++;
            foreach (ZipArchiveEntry entry in subject)
            {
                using Stream stream = entry.Open();
                tally.Try(0);
                try
                {
                    read(Bytes(stream));
                }
                catch (Exception failure)
                {
                    tally.Blame($"{entry.FullName}: {failure.Message}");
                }
            }
        }

        return tally.Result("Inputs that the fuzzer found", string.Create(CultureInfo.InvariantCulture, $"{subjects} readers"));
    }

    // As tools/Fuzz.ps1 names it.
    private static string FolderOf(string subject) => subject.Replace(' ', '-');

    private static Action<byte[]> ReaderOf(string name)
    {
        if (MutatedFiles.All.FirstOrDefault(subject => subject.Name == name).Make is { } makeFile)
        {
            FileSubject file = makeFile();
            return bytes => Judge(() => file.Read(bytes));
        }

        bool isCompressed = name.StartsWith(Compressed, StringComparison.Ordinal);
        AnswerSubject answer = Answer(name);
        return bytes =>
        {
            if (isCompressed)
            {
                var packed = PackedPage.OfBrotli(bytes);
                answer.Packed = [packed];
                bytes = packed.Read() ?? [];
            }

            Judge(() => answer.Read([bytes]), answer.MayEndIn);
        };
    }

    private static AnswerSubject Answer(string name)
    {
        string subject = name.StartsWith(Compressed, StringComparison.Ordinal) ? name[Compressed.Length..] : name;
        return AnswerSubjects.All.First(one => one.Name == subject).Make();
    }

    private static IEnumerable<byte[]> Seeds(string name)
    {
        if (MutatedFiles.All.FirstOrDefault(subject => subject.Name == name).Make is { } makeFile)
        {
            using FileSubject file = makeFile();
            return [.. Enumerable.Range(0, 8).Select(_ => file.Make(_sound))];
        }

        using AnswerSubject answer = Answer(name);
        IEnumerable<byte[]> answers = answer.Answers.Select(Encoding.UTF8.GetBytes);
        return [.. name.StartsWith(Compressed, StringComparison.Ordinal) ? answers.Select(PackedPage.ToBrotli) : answers];
    }

    private static void Judge(Func<string?> read, Func<CostException, bool>? mayEndIn = null)
    {
        try
        {
            if (read() is { } problem)
            {
                throw new InvalidDataException(problem);
            }
        }
        catch (CostException failure) when (failure.ErrorId == Providers.Http.ProviderErrorId.ResponseIncomplete || mayEndIn?.Invoke(failure) != false)
        {
            // Refused with an error for people.
        }
    }

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
