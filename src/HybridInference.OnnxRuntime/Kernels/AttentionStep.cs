using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>One run of grouped attention, divided into parts that several threads may do. It lies on the stack of the thread that waits for them.</summary>
internal unsafe struct AttentionStep
{
    /// <summary>The queries that attend at once, where there are not many.</summary>
    public const int TileQueries = 4;

    /// <summary>The keys whose weights are in memory at once, query after query.</summary>
    public const int Chunk = 256;

    private const int TokensPerPart = 4;
    private const int PartsPerThread = 8;

    /// <summary>The fewest wide tiles of a head: of fewer too much would be what fills up the last one.</summary>
    private const int WideTilesPerHead = 8;

    private const int RangesPerThread = 4;

    /// <summary>The fewest keys that are worth a range of their own.</summary>
    private const int KeysPerRange = 64;

    public KernelSet Set;

    public int Heads;
    public int KeyHeads;
    public int HeadSize;
    public float Scale;
    public int Sequences;

    /// <summary>The new tokens of each sequence.</summary>
    public int Tokens;

    /// <summary>The tokens that the cache has room for.</summary>
    public int Rows;

    /// <summary>The tokens of the longest sequence, with the new ones.</summary>
    public int TotalLength;

    /// <summary>For each token its queries, its keys and its values.</summary>
    public float* Input;

    /// <summary>The index of the last token of each sequence.</summary>
    public int* LastIndexes;

    public float* Output;
    public float* Keys;
    public float* Values;

    public Rotation Rotation;

    private float* _queries;
    private float* _sums;
    private int _tileQueries;
    private int _ranges;
    private int _attendParts;

    /// <summary>Gets the bytes of memory that the run needs: for the queries, turned, and for the sums of ranges of keys.</summary>
    public readonly long MemorySize => (QueriesSize + (_ranges == 1 ? 0 : (long)Tiles * _ranges * AttentionSums.SizeOf(_tileQueries, HeadSize))) * sizeof(float);

    /// <summary>Gets the parts into which turning the queries and keys divides.</summary>
    public readonly int TurnParts => ((Sequences * Tokens) + TokensPerPart - 1) / TokensPerPart;

    /// <summary>Gets the parts into which attending divides.</summary>
    public readonly int AttendParts => _attendParts;

    private readonly long QueriesSize => (long)Sequences * Tokens * Heads * HeadSize;

    private readonly int Group => Heads / KeyHeads;

    private readonly int TilesPerHead => ((Tokens * Group) + _tileQueries - 1) / _tileQueries;

    private readonly int Tiles => Sequences * KeyHeads * TilesPerHead;

    /// <summary>Divides the work. Where there are too few tiles for the threads, the keys of each tile divide into ranges.</summary>
    public void Divide()
    {
        int parts = PartsPerThread * ComputeSection.Threads, wide = Kernels.ManyQueries(Set), wideTiles = wide == 0 ? 0 : Tokens * Group / wide;
        _tileQueries = wideTiles >= WideTilesPerHead && Sequences * KeyHeads * wideTiles >= parts ? wide : TileQueries;
        _ranges = Math.Clamp(RangesPerThread * ComputeSection.Threads / Tiles, 1, (TotalLength + KeysPerRange - 1) / KeysPerRange);
        _attendParts = (int)Math.Clamp(2 * QueriesSize * TotalLength / ComputeSection.MinPart, 1, Math.Min(Tiles * _ranges, parts));
    }

    /// <summary>Gives the run its memory.</summary>
    public void Prepare(byte* memory)
    {
        _queries = (float*)memory;
        _sums = _queries + QueriesSize;
    }

    /// <summary>Makes sure that all lengths lie within the tensors.</summary>
    /// <exception cref="InvalidDataException">One does not.</exception>
    public readonly void Check()
    {
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            long past = PastOf(sequence), end = past + Tokens;
            if (past < 0 || end > Rows || (Rotation.Pairs > 0 && end > Rotation.Positions))
            {
                throw new InvalidDataException(
                    $"Sequence {sequence} ends at {end}, with {Tokens} new tokens, where the cache has room for {Rows} and there are angles for {Rotation.Positions}.");
            }
        }
    }

    /// <summary>Turns the queries and keys of a part of the tokens, and puts the keys and values into the cache.</summary>
    public readonly void Turn(int part)
    {
        int end = Math.Min(Sequences * Tokens, (part + 1) * TokensPerPart);
        for (int token = part * TokensPerPart; token < end; token++)
        {
            (int sequence, int index) = Math.DivRem(token, Tokens);
            int position = PastOf(sequence) + index;
            float* from = Input + ((nint)token * (Heads + (2 * KeyHeads)) * HeadSize);
            for (int head = 0; head < Heads; head++, from += HeadSize)
            {
                Rotation.Turn(from, position, Scale, _queries + ((((nint)token * Heads) + head) * HeadSize), HeadSize);
            }

            for (int head = 0; head < KeyHeads; head++, from += HeadSize)
            {
                nint row = ((((nint)sequence * KeyHeads) + head) * Rows) + position;
                Rotation.Turn(from, position, 1, Keys + (row * HeadSize), HeadSize);
                new ReadOnlySpan<float>(from + ((nint)KeyHeads * HeadSize), HeadSize).CopyTo(new Span<float>(Values + (row * HeadSize), HeadSize));
            }
        }
    }

    /// <summary>Lets a part of the queries attend. What looks at the same keys follows each other.</summary>
    public readonly void Attend(int part)
    {
        long units = (long)Tiles * _ranges;
        int end = (int)(units * (part + 1) / _attendParts), tiles = TilesPerHead;
        for (int unit = (int)(units * part / _attendParts); unit < end; unit++)
        {
            (int keys, int tile) = Math.DivRem(unit, tiles);
            (int head, int range) = Math.DivRem(keys, _ranges);
            Attend(head, tile, range);
        }
    }

    /// <summary>Puts the sums of ranges together.</summary>
    public readonly void Combine()
    {
        for (int tile = 0; tile < Tiles && _ranges > 1; tile++)
        {
            (int head, int index) = Math.DivRem(tile, TilesPerHead);
            Combine(head, index, SumsAt(head, index, 0));
        }
    }

    /// <summary>Lets queries that share a head of keys, of all sequences, attend to a range of them.</summary>
    [SkipLocalsInit]
    private readonly void Attend(int head, int tile, int range)
    {
        float* memory = stackalloc float[_ranges == 1 ? AttentionSums.SizeOf(_tileQueries, HeadSize) : 1];
        memory = _ranges == 1 ? memory : SumsAt(head, tile, range);
        float** queries = stackalloc float*[_tileQueries];
        int* ends = stackalloc int[_tileQueries];
        Find(head, tile, _queries, queries, ends);
        long end = ends[_tileQueries - 1];
        int first = (int)(end * range / _ranges), last = (int)(end * (range + 1) / _ranges);
        for (int i = 0; i < _tileQueries; i++)
        {
            ends[i] = Math.Min(ends[i], last) - first;
        }

        nint rows = (((nint)head * Rows) + first) * HeadSize;
        AttentionSums sums = AttentionSums.At(memory, _tileQueries);
        if (_tileQueries > TileQueries)
        {
            Kernels.AttendMany(queries, Keys + rows, Values + rows, HeadSize, ends, sums);
        }
        else
        {
            Kernels.Attend(Set, queries, Keys + rows, Values + rows, HeadSize, ends, sums, isReadOnce: tile == 0);
        }

        if (_ranges == 1)
        {
            Combine(head, tile, memory);
        }
    }

    private readonly void Combine(int head, int tile, float* memory)
    {
        float** outputs = stackalloc float*[_tileQueries];
        int* ends = stackalloc int[_tileQueries];
        int size = AttentionSums.SizeOf(_tileQueries, HeadSize), count = Math.Min(_tileQueries, (Tokens * Group) - (tile * _tileQueries));
        Find(head, tile, Output, outputs, ends);
        for (int i = 0; i < count; i++)
        {
            AttentionSums.Combine(memory, size * TilesPerHead, _ranges, _tileQueries, i, HeadSize, outputs[i]);
        }
    }

    /// <summary>Finds the queries of a tile, or their results, and up to where each may look; where fewer are left, the last one is there again.</summary>
    private readonly void Find(int head, int tile, float* from, float** places, int* ends)
    {
        (int sequence, int keyHead) = Math.DivRem(head, KeyHeads);
        int group = Group, past = PastOf(sequence);
        for (int i = 0; i < _tileQueries; i++)
        {
            (int token, int query) = Math.DivRem(Math.Min((tile * _tileQueries) + i, (Tokens * group) - 1), group);
            places[i] = from + ((((((nint)sequence * Tokens) + token) * Heads) + (keyHead * group) + query) * HeadSize);
            ends[i] = past + token + 1;
        }
    }

    private readonly float* SumsAt(int head, int tile, int range) =>
        _sums + ((((((nint)head * _ranges) + range) * TilesPerHead) + tile) * AttentionSums.SizeOf(_tileQueries, HeadSize));

    /// <summary>Gets the tokens of a sequence that were there before. Where all are new, shorter sequences are filled up on the right.</summary>
    private readonly int PastOf(int sequence) => Tokens == TotalLength ? 0 : LastIndexes[sequence] + 1 - Tokens;
}
