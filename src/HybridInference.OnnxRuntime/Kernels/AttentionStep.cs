namespace HybridInference.OnnxRuntime;

/// <summary>One run of grouped attention, divided into parts that several threads may do. It lies on the stack of the thread that waits for them.</summary>
internal unsafe struct AttentionStep
{
    /// <summary>The queries that attend at once.</summary>
    public const int TileQueries = 4;

    /// <summary>The keys whose weights are in memory at once, query after query.</summary>
    public const int Chunk = 256;

    private const int TokensPerPart = 4;
    private const int PartsPerThread = 8;

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
    private int _ranges;
    private int _attendParts;

    /// <summary>Gets the bytes of memory that the run needs: for the queries, turned, and for the sums of single tokens.</summary>
    public readonly long MemorySize => (QueriesSize + (Tokens > 1 ? 0 : (long)Tiles * _ranges * AttentionSums.SizeOf(HeadSize))) * sizeof(float);

    /// <summary>Gets the parts into which turning the queries and keys divides.</summary>
    public readonly int TurnParts => ((Sequences * Tokens) + TokensPerPart - 1) / TokensPerPart;

    /// <summary>Gets the parts into which attending divides.</summary>
    public readonly int AttendParts => _attendParts;

    private readonly long QueriesSize => (long)Sequences * Tokens * Heads * HeadSize;

    private readonly int Group => Heads / KeyHeads;

    private readonly int TilesPerHead => ((Tokens * Group) + TileQueries - 1) / TileQueries;

    private readonly int Tiles => Sequences * KeyHeads * TilesPerHead;

    /// <summary>Divides the work. Where single tokens have too few tiles for the threads, the keys of each tile divide into ranges.</summary>
    public void Divide()
    {
        int parts = PartsPerThread * ComputeSection.Threads;
        _ranges = Tokens > 1 ? 1 : Math.Clamp(RangesPerThread * ComputeSection.Threads / Tiles, 1, (TotalLength + KeysPerRange - 1) / KeysPerRange);
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

    /// <summary>Lets a part of the queries attend.</summary>
    public readonly void Attend(int part)
    {
        long units = (long)Tiles * _ranges;
        int end = (int)(units * (part + 1) / _attendParts);
        for (int unit = (int)(units * part / _attendParts); unit < end; unit++)
        {
            (int tile, int range) = Math.DivRem(unit, _ranges);
            Attend(tile, range);
        }
    }

    /// <summary>Puts the sums of single tokens together.</summary>
    public readonly void Combine()
    {
        for (int tile = 0; tile < Tiles && Tokens == 1; tile++)
        {
            int first = tile % TilesPerHead * TileQueries, count = Math.Min(TileQueries, Group - first);
            for (int i = 0; i < count; i++)
            {
                float* to = Output + ((nint)((tile / TilesPerHead * Group) + first + i) * HeadSize);
                AttentionSums.Combine(SumsAt(tile, 0), _ranges, i, HeadSize, to);
            }
        }
    }

    /// <summary>Lets four queries of those that share a head of keys attend; where fewer are left, the last one does so again.</summary>
    private readonly void Attend(int tile, int range)
    {
        (int head, int index) = Math.DivRem(tile, TilesPerHead);
        (int sequence, int keyHead) = Math.DivRem(head, KeyHeads);
        float** queries = stackalloc float*[TileQueries];
        float** outputs = stackalloc float*[TileQueries];
        int* ends = stackalloc int[TileQueries];
        for (int i = 0; i < TileQueries; i++)
        {
            (int token, int query) = Math.DivRem(Math.Min((index * TileQueries) + i, (Tokens * Group) - 1), Group);
            nint place = (((((nint)sequence * Tokens) + token) * Heads) + (keyHead * Group) + query) * HeadSize;
            queries[i] = _queries + place;
            outputs[i] = Output + place;
            ends[i] = PastOf(sequence) + token + 1;
        }

        nint rows = (((nint)sequence * KeyHeads) + keyHead) * Rows * HeadSize;
        if (Tokens > 1)
        {
            // With AVX-512 the processor itself fetches fast enough for more than one token.
            bool isFetched = index == 0 && Set != KernelSet.Avx512;
            Kernels.Attend(Set, queries, Keys + rows, Values + rows, HeadSize, ends, outputs, isFetched);
            return;
        }

        // All queries are of one token.
        int first = (int)((long)ends[0] * range / _ranges);
        new Span<int>(ends, TileQueries).Fill((int)((long)ends[0] * (range + 1) / _ranges) - first);
        rows += (nint)first * HeadSize;
        Kernels.Attend(Set, queries, Keys + rows, Values + rows, HeadSize, ends, AttentionSums.At(SumsAt(tile, range)), isFetched: true);
    }

    private readonly float* SumsAt(int tile, int range) => _sums + ((((nint)tile * _ranges) + range) * AttentionSums.SizeOf(HeadSize));

    /// <summary>Gets the tokens of a sequence that were there before. Where all are new, shorter sequences are filled up on the right.</summary>
    private readonly int PastOf(int sequence) => Tokens == TotalLength ? 0 : LastIndexes[sequence] + 1 - Tokens;
}
