using System.Diagnostics;
using System.Text;
using CostCompass.Providers.Http;

namespace CostCompass.SoakWorker.Answers;

/// <summary>Gives mutated answers to everything that reads answers, and compares what was read with what they say.</summary>
internal static class MutatedAnswers
{
    private const int Lanes = 4;
    private const int ShownBytes = 1600;

    // No honest machine needs this for a few kilobytes, however busy it is.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>Tries so many answers on each.</summary>
    /// <param name="times">How many for each.</param>
    /// <param name="seed">Where the choices begin; the same seed makes the same answers.</param>
    /// <param name="pattern">The name of one subject, or <c>*</c>.</param>
    public static IEnumerable<SoakResult> Run(int times, int seed, string pattern)
    {
        foreach ((string name, Func<AnswerSubject> make) in AnswerSubjects.All.Where(subject => pattern == "*" || subject.Name == pattern))
        {
            var count = new Counts();
            Parallel.For(0, Lanes, lane => RunLane(make, (times / Lanes) + (lane < times % Lanes ? 1 : 0), HashCode(name, seed, lane), count));
            yield return count.Result(name);
        }
    }

    private static void RunLane(Func<AnswerSubject> make, int times, int seed, Counts count)
    {
        using AnswerSubject subject = make();
        var random = new Random(seed);
        var mutator = new AnswerMutator(random);
        IReadOnlyList<AnswerTree>[] answers = [.. subject.Answers.Select(AnswerTree.Read)];
        for (int time = 0; time < times; time++)
        {
            // A report may go on with the page that belongs to it, or with any other.
            bool isHarmless = true;
            int first = random.Next(answers.Length);
            var pages = new byte[answers.Length == 1 ? 1 : random.Next(1, 4)][];
            for (int page = 0; page < pages.Length; page++)
            {
                pages[page] = mutator.Mutate(answers[(first + page) % answers.Length], out bool isPageHarmless);
                isHarmless &= isPageHarmless;
            }

            PackedPage?[] packed = subject.IsAnswer && random.Next(4) == 0 ? [.. pages.Select(page => PackedPage.Of(page, random))] : [];
            byte[][] sent = packed.Length > 0 ? [.. packed.Select(page => page!.Read()).OfType<byte[]>()] : pages;
            subject.Packed = packed;
            if (sent.Length < pages.Length)
            {
                TryDamaged(subject, pages, count);
                continue;
            }

            isHarmless &= sent.Zip(pages).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
            Try(subject, sent, isHarmless && pages.Length == 1 && first == 0 && !subject.RefusesTheUnknown, count);
        }
    }

    private static void Try(AnswerSubject subject, byte[][] pages, bool isHarmless, Counts count)
    {
        long start = Stopwatch.GetTimestamp();
        string? problem;
        bool isTaken = false;
        try
        {
            problem = subject.Read(pages);
            isTaken = true;
        }
        catch (CostException failure)
        {
            problem = !subject.MayEndIn(failure) ? $"ended in {failure.ErrorId}: {failure.Message}"
                : failure.Message.Any(char.IsControl) || failure.Message.Contains(OddValues.Key, StringComparison.Ordinal) ? "the message is not fit to be shown"
                : isHarmless && subject is not ErrorSubject ? $"a sound answer was refused: {failure.Message}" : null;
        }
#pragma warning disable CA1031 // Any other exception is what is sought.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problem = $"{exception.GetType().Name}: {exception.Message}";
        }

        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        problem ??= taken > Bound ? $"it took {taken}" : null;
        count.Add(isTaken, taken, problem is null ? null : $"{problem}; the answer: {Shown(pages)}");
    }

    // A decoder can't read one of the pages: nothing of it may count. A report may end before that page.
    private static void TryDamaged(AnswerSubject subject, byte[][] pages, Counts count)
    {
        long start = Stopwatch.GetTimestamp();
        bool isTaken = false;
        string? problem = null;
        try
        {
            _ = subject.Read(pages);
            isTaken = true;
            problem = pages.Length == 1 ? "a compressed answer that is damaged was taken" : null;
        }
        catch (CostException failure)
        {
            problem = failure.ErrorId == ProviderErrorId.ResponseIncomplete || subject.MayEndIn(failure) ? null : $"ended in {failure.ErrorId}: {failure.Message}";
        }
#pragma warning disable CA1031 // Any other exception is what is sought.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problem = $"{exception.GetType().Name}: {exception.Message}";
        }

        count.Add(isTaken, Stopwatch.GetElapsedTime(start), problem is null ? null : $"{problem}; compressed: {Shown(pages)}");
    }

    private static string Shown(byte[][] pages)
    {
        string text = string.Join(" | ", pages.Select(page => Encoding.UTF8.GetString(page.AsSpan(0, Math.Min(page.Length, ShownBytes)))));
        return string.Concat(text.Select(letter => char.IsControl(letter) ? '\u00B7' : letter));
    }

    // The hash of a string differs from process to process; this one does not.
    private static int HashCode(string name, int seed, int lane) => name.Aggregate((seed * 31) + lane, (hash, letter) => unchecked((hash * 31) + letter));

    private sealed class Counts
    {
        private readonly Lock _lock = new();
        private long _tried;
        private long _taken;
        private long _wrong;
        private TimeSpan _slowest;
        private string? _first;

        public void Add(bool isTaken, TimeSpan time, string? problem)
        {
            lock (_lock)
            {
                _tried++;
                _taken += isTaken ? 1 : 0;
                _slowest = time > _slowest ? time : _slowest;
                _wrong += problem is null ? 0 : 1;
                _first ??= problem;
            }
        }

        public SoakResult Result(string name) => new(
            $"Mutated answers: {name}",
            _tried,
            0,
            _wrong,
            string.Create(CultureInfo.InvariantCulture, $"{_taken} were taken, slowest {_slowest.TotalMilliseconds:0} ms{(_first is null ? "" : "; first: " + _first)}"));
    }
}
