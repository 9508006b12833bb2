namespace CostCompass.Balances;

/// <summary>
/// Merges histories of one series. An incoming row is one reading, or a run of equal readings. Rows with equal amounts and nothing else
/// between them become one run, which remembers its rows (<see cref="MergedRun.Pieces"/>), so that a later reading between them finds
/// its place. A reading inside a row splits it, as <see cref="ReadingPlacement"/> does. The same rows result in the same history,
/// regardless of their order, their files and how often they are imported. Of two different readings at one time, which have no order,
/// the higher balance comes first.
/// </summary>
public static class SnapshotMerge
{
    /// <summary>Merges rows.</summary>
    /// <param name="stored">The pieces of the stored runs, in any order.</param>
    /// <param name="incoming">The incoming rows, in any order. They may overlap each other and the stored ones.</param>
    /// <param name="sameTime">Called with each time that has two different readings, or null if it isn't needed.</param>
    /// <returns>The runs in order. They don't overlap, and no two neighbors are equal.</returns>
    public static IReadOnlyList<MergedRun> Merge(
        IEnumerable<BalanceSnapshot> stored, IEnumerable<BalanceSnapshot> incoming, Action<DateTimeOffset>? sameTime = null)
    {
        var sweep = new Sweep([.. stored, .. incoming], sameTime);
        return Join(sweep.Run());
    }

    private static List<MergedRun> Join(List<BalanceSnapshot> pieces)
    {
        var runs = new List<MergedRun>();
        for (int first = 0, next; first < pieces.Count; first = next)
        {
            TimeSpan gap = pieces[first].LongestGap;
            for (next = first + 1; next < pieces.Count && pieces[next].Levels == pieces[first].Levels; next++)
            {
                TimeSpan between = pieces[next].FirstSeen - pieces[next - 1].LastSeen;
                gap = Longer(Longer(gap, between), pieces[next].LongestGap);
            }

            BalanceSnapshot run = pieces[first] with { LastSeen = pieces[next - 1].LastSeen, LongestGap = gap };
            runs.Add(new MergedRun(run, next - first > 1 ? pieces.GetRange(first, next - first) : []));
        }

        return runs;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left >= right ? left : right;

    /// <summary>A piece of a row. The beginning of a remainder is where something else ended, and not a reading.</summary>
    private readonly record struct Piece(BalanceSnapshot Row, bool IsRest = false)
    {
        public bool IsReading => Row.FirstSeen == Row.LastSeen && !IsRest;
    }

    /// <summary>Processes all rows in the order of their times and resolves overlaps.</summary>
    private sealed class Sweep
    {
        private static readonly Comparer<Piece> Order = Comparer<Piece>.Create(static (left, right) =>
        {
            // At one time, readings come first, the higher ones before the lower ones, and then what continues.
            int order = left.Row.FirstSeen.CompareTo(right.Row.FirstSeen);
            order = order != 0 ? order : left.IsRest.CompareTo(right.IsRest);
            order = order != 0 ? order : CompareLevels(left.Row.Levels, right.Row.Levels);
            return order != 0 ? order : left.Row.LastSeen.CompareTo(right.Row.LastSeen);
        });

        private readonly List<Piece> _rows;
        private readonly Action<DateTimeOffset>? _sameTime;
        private readonly PriorityQueue<Piece, Piece> _split = new(Order);
        private readonly List<BalanceSnapshot> _merged = [];
        private int _next;

        public Sweep(IEnumerable<BalanceSnapshot> rows, Action<DateTimeOffset>? sameTime)
        {
            _sameTime = sameTime;
            _rows = [.. rows.Select(row => new Piece(row))];
            _rows.Sort(Order);
        }

        public List<BalanceSnapshot> Run()
        {
            while (Take() is { } piece)
            {
                Add(piece);
            }

            return _merged;
        }

        private static int CompareLevels(in BalanceLevels left, in BalanceLevels right)
        {
            int order = right.Total.CompareTo(left.Total);
            order = order != 0 ? order : right.Granted.CompareTo(left.Granted);
            order = order != 0 ? order : right.ToppedUp.CompareTo(left.ToppedUp);
            order = order != 0 ? order : right.IsAvailable.CompareTo(left.IsAvailable);
            order = order != 0 ? order : Nullable.Compare(left.Used, right.Used);
            return order != 0 ? order : left.IsUsageOnly.CompareTo(right.IsUsageOnly);
        }

        private Piece? Take()
        {
            bool hasRow = _next < _rows.Count;
            if (_split.TryPeek(out Piece split, out _) && (!hasRow || Order.Compare(split, _rows[_next]) <= 0))
            {
                return _split.Dequeue();
            }

            return hasRow ? _rows[_next++] : null;
        }

        private void Add(in Piece piece)
        {
            BalanceSnapshot row = piece.Row;
            if (_merged.Count == 0 || row.FirstSeen > _merged[^1].LastSeen)
            {
                _merged.Add(row);
                return;
            }

            BalanceSnapshot last = _merged[^1];
            if (last.Levels == row.Levels)
            {
                _merged[^1] = Union(last, row);
            }
            else if (piece.IsRest)
            {
                // It continues after the row that replaces its beginning.
                Later(row with { FirstSeen = last.LastSeen + Instant.Resolution }, isRest: true);
            }
            else if (row.FirstSeen == last.FirstSeen)
            {
                // Two readings at one time. The existing one comes first.
                _merged[^1] = last with { LastSeen = last.FirstSeen };
                Later(last with { FirstSeen = last.FirstSeen + Instant.Resolution }, isRest: true);
                Displace(row);
            }
            else if (row.FirstSeen == last.LastSeen && CompareLevels(last.Levels, row.Levels) < 0)
            {
                Displace(row);
            }
            else
            {
                _merged[^1] = last with { LastSeen = row.FirstSeen - Instant.Resolution };
                _merged.Add(row);
                SplitOff(last, row);
            }
        }

        // The remainder of a row in the middle of which another one begins. Its last time was a reading.
        private void SplitOff(in BalanceSnapshot around, in BalanceSnapshot row)
        {
            if (around.LastSeen > row.LastSeen)
            {
                Later(around with { FirstSeen = row.LastSeen + Instant.Resolution }, isRest: true);
            }
            else if (around.LastSeen > row.FirstSeen)
            {
                Later(around with { FirstSeen = around.LastSeen }, isRest: false);
            }
            else
            {
                Displace(around with { FirstSeen = around.LastSeen });
            }
        }

        private void Displace(in BalanceSnapshot row)
        {
            _sameTime?.Invoke(row.FirstSeen);
            DateTimeOffset first = row.FirstSeen + Instant.Resolution;
            Later(row with { FirstSeen = first, LastSeen = Instant.Later(first, row.LastSeen) }, isRest: false);
        }

        private void Later(in BalanceSnapshot row, bool isRest)
        {
            if (row.FirstSeen <= row.LastSeen)
            {
                var piece = new Piece(row, isRest);
                _split.Enqueue(piece, piece);
            }
        }

        private static BalanceSnapshot Union(in BalanceSnapshot left, in BalanceSnapshot right)
        {
            bool isInside = right.LastSeen <= left.LastSeen;
            TimeSpan gap = isInside ? left.LongestGap : Longer(left.LongestGap, right.LongestGap);

            // If one contains all of the other, its readings are sufficient.
            gap = left.FirstSeen == right.FirstSeen && !isInside ? right.LongestGap : gap;
            if (left.FirstSeen == right.FirstSeen && left.LastSeen == right.LastSeen && right.LongestGap < gap)
            {
                gap = right.LongestGap;
            }

            return left with { LastSeen = Instant.Later(left.LastSeen, right.LastSeen), LongestGap = gap };
        }
    }
}
