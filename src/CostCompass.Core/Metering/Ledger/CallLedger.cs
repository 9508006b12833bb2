using System.Runtime.CompilerServices;

namespace CostCompass.Metering.Ledger;

/// <summary>The calls that were read, each answer once. Several threads may add to it.</summary>
internal sealed class CallLedger
{
    private const int BlockSize = 1 << 12;

    private readonly object _gate = new();
    private readonly TextTable _ids = new();
    private readonly TextTable _models = new();
    private readonly List<CallRecord[]> _blocks = [];
    private int[] _callOfId = new int[16];

    /// <summary>How many calls there are.</summary>
    public int Count { get; private set; }

    /// <summary>A call. Nothing may be added meanwhile.</summary>
    public ref CallRecord this[int index] => ref _blocks[index / BlockSize][index % BlockSize];

    /// <summary>The name of a model.</summary>
    public string ModelName(int model)
    {
        lock (_gate)
        {
            return _models[model];
        }
    }

    /// <summary>The id of a call; null when it has none.</summary>
    public string? IdOf(in CallRecord call)
    {
        lock (_gate)
        {
            return call.Id < 0 ? null : _ids[call.Id];
        }
    }

    /// <summary>Gives out a call that has not been given out yet.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="onlyWhole">Whether only a call is wanted that no later line can complete.</param>
    /// <param name="call">The call.</param>
    public bool TryTake(int index, bool onlyWhole, out CallRecord call)
    {
        lock (_gate)
        {
            ref CallRecord present = ref this[index];
            call = present;
            bool isFree = !present.IsTaken && (present.IsWhole || !onlyWhole);
            present.IsTaken |= isFree;
            return isFree;
        }
    }

    /// <summary>Adds a call, or puts it in the place of an earlier state of the same answer.</summary>
    /// <param name="call">The call. Its numbers of id and model are given here.</param>
    /// <param name="id">The id; empty for none.</param>
    /// <param name="model">The model.</param>
    /// <returns>False when the answer has been given out already, with other figures.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(CallRecord call, ReadOnlySpan<byte> id, ReadOnlySpan<byte> model)
    {
        lock (_gate)
        {
            call.Model = _models.Add(model);
            call.Id = -1;
            if (id.IsEmpty)
            {
                Append(call);
                return true;
            }

            int known = _ids.Count;
            call.Id = _ids.Add(id);
            if (call.Id < known)
            {
                return Merge(ref this[_callOfId[call.Id]], call);
            }

            if (call.Id == _callOfId.Length)
            {
                Array.Resize(ref _callOfId, call.Id * 2);
            }

            _callOfId[call.Id] = Append(call);
            return true;
        }
    }

    private static bool Merge(ref CallRecord present, CallRecord call)
    {
        if (present.IsTaken)
        {
            return present.Equals(call);
        }

        // Whichever is kept: what another state saw earlier was seen of the same call.
        long earliest = Math.Min(Earliest(present), Earliest(call));
        if (call.IsLaterThan(present))
        {
            present = call;
        }

        present.StartedAt = earliest < present.At ? earliest : 0;
        return true;
    }

    private static long Earliest(in CallRecord call) => call.StartedAt > 0 ? call.StartedAt : call.At;

    private int Append(in CallRecord call)
    {
        if (Count % BlockSize == 0)
        {
            _blocks.Add(new CallRecord[BlockSize]);
        }

        this[Count] = call;
        return Count++;
    }
}
