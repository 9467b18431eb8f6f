using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Tests;

public class GradientTests
{
    private static readonly ModelConfig Config = new()
    {
        VocabularySize = 64,
        HiddenSize = 64,
        LayerCount = 2,
        HeadCount = 2,
        KeyValueHeadCount = 1,
        FeedForwardSize = 96,
        ContextLength = 128,
    };

    public static TheoryData<string> TensorNames => [.. new ParameterLayout(Config).Tensors.Select(tensor => tensor.Name)];

    [Theory]
    [MemberData(nameof(TensorNames))]
    public void ComputeGradients_EveryTensor_MatchesFiniteDifferences(string name)
    {
        var weights = CreateWeights();
        var model = new DecoderModel(weights);
        var batch = CreateBatch();
        var gradients = new float[weights.Layout.Length];
        model.ComputeGradients(batch, 1f, gradients);

        // The directional derivative along the gradient itself is the largest there is, so rounding matters least.
        var tensor = weights.Layout.Tensors.Single(tensor => tensor.Name == name);
        var gradient = tensor.Slice(gradients).ToArray();
        var norm = Math.Sqrt(gradient.Sum(value => (double)value * value));
        var difference = Differentiate(weights, batch, tensor, gradient, step: 3e-4 / norm);

        Assert.True(norm > 1e-3, $"The gradient of {name} is {norm}.");
        Assert.InRange(difference / (norm * norm), 0.99, 1.01);
    }

    [Theory]
    [MemberData(nameof(TensorNames))]
    public void ComputeGradients_SingleElements_MatchFiniteDifferences(string name)
    {
        var weights = CreateWeights();
        var model = new DecoderModel(weights);
        var batch = CreateBatch();
        var gradients = new float[weights.Layout.Length];
        model.ComputeGradients(batch, 1f, gradients);
        var tensor = weights.Layout.Tensors.Single(tensor => tensor.Name == name);
        var random = new Random(3);

        for (var i = 0; i < 6; i++)
        {
            var direction = new float[tensor.Length];
            var element = name == "embedding" ? random.Next(20 * Config.HiddenSize) : random.Next(tensor.Length);
            direction[element] = 1f;
            var difference = Differentiate(weights, batch, tensor, direction, step: 2e-3);
            Assert.Equal(difference, tensor.Slice(gradients)[element], 0.02 + (0.02 * Math.Abs(difference)));
        }
    }

    /// <summary>How fast the loss changes when a tensor moves in a direction.</summary>
    private static double Differentiate(Weights weights, PackedBatch batch, ParameterTensor tensor, float[] direction, double step)
    {
        var model = new DecoderModel(weights);
        var saved = tensor.Slice(weights.Values).ToArray();
        var difference = LossAt(step) - LossAt(-step);
        saved.CopyTo(tensor.Slice(weights.Values));
        return difference / (2 * step);

        double LossAt(double distance)
        {
            var values = tensor.Slice(weights.Values);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(saved[i] + (distance * direction[i]));
            }

            weights.RefreshTransposed();
            return model.ComputeLoss(batch);
        }
    }

    private static Weights CreateWeights()
    {
        var weights = new Weights(new ParameterLayout(Config));
        weights.Initialize(new Random(1));
        for (var i = 0; i < weights.Values.Length; i++)
        {
            weights.Values[i] *= 3f;
        }

        weights.RefreshTransposed();
        return weights;
    }

    private static PackedBatch CreateBatch()
    {
        var random = new Random(2);
        int[] starts = [0, 5, 45, 82];
        var tokens = Enumerable.Range(0, starts[^1]).Select(_ => random.Next(20)).ToArray();
        var targets = tokens.Select(_ => random.Next(3) == 0 ? PackedBatch.NoTarget : random.Next(Config.VocabularySize)).ToArray();
        return new PackedBatch(tokens, targets, starts);
    }
}
