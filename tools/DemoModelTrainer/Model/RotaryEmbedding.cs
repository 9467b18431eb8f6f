using System.Runtime.Intrinsics;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Rotary position embedding, with the two halves of a head rotated against each other.</summary>
internal sealed class RotaryEmbedding
{
    private readonly int _half;

    public RotaryEmbedding(ModelConfig config)
    {
        _half = config.HeadSize / 2;
        if (_half % Vector512<float>.Count != 0)
        {
            throw new ArgumentException("The head size must be a multiple of 32.", nameof(config));
        }

        Cosines = new float[config.ContextLength * _half];
        Sines = new float[Cosines.Length];
        for (var i = 0; i < Cosines.Length; i++)
        {
            var (position, pair) = (i / _half, i % _half);
            var angle = position * Math.Pow(config.RopeTheta, -2.0 * pair / config.HeadSize);
            Cosines[i] = (float)Math.Cos(angle);
            Sines[i] = (float)Math.Sin(angle);
        }
    }

    /// <summary>A row of cosines for each position, half a head wide.</summary>
    public float[] Cosines { get; }

    /// <summary>A row of sines for each position, half a head wide.</summary>
    public float[] Sines { get; }

    /// <summary>Rotates every head in the row forward to its position.</summary>
    public void Rotate(Span<float> heads, int position) => Rotate(heads, position, 1f);

    /// <summary>Undoes <see cref="Rotate(Span{float}, int)"/>, which is also its backward pass.</summary>
    public void RotateBack(Span<float> heads, int position) => Rotate(heads, position, -1f);

    private void Rotate(Span<float> heads, int position, float direction)
    {
        for (var i = 0; i < _half; i += Vector512<float>.Count)
        {
            var cosine = Vector512.Create(Cosines.AsSpan((position * _half) + i));
            var sine = Vector512.Create(Sines.AsSpan((position * _half) + i)) * direction;
            for (var head = 0; head < heads.Length; head += 2 * _half)
            {
                var first = heads[(head + i)..];
                var second = heads[(head + _half + i)..];
                var x = Vector512.Create<float>(first);
                var y = Vector512.Create<float>(second);
                ((x * cosine) - (y * sine)).CopyTo(first);
                ((y * cosine) + (x * sine)).CopyTo(second);
            }
        }
    }
}
