namespace HybridInference.LocalModels.Tests;

public sealed class SpeedEstimatesTests
{
    /// <summary>One request of 100 tokens and 11 that took a second to the first token and two in all.</summary>
    private static SpeedEstimates Measured()
    {
        var speed = new SpeedEstimates();
        speed.Learn(new RequestTimes(100, 0, 11, HasEnded: true, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        return speed;
    }

    [Fact]
    public void Predict_NothingBefore_IsWhatWasMeasured()
    {
        TimePrediction prediction = Measured().Predict(100, 11, new(Before: 0, Slots: 1), isLoaded: true)!.Value;

        Assert.Equal(1, prediction.TimeToFirstToken.TotalSeconds, 6);
        Assert.InRange(prediction.TotalTime.TotalSeconds, 1.1, 2);
    }

    [Fact]
    public void Predict_OneAtATime_WaitsForAllBefore()
    {
        TimePrediction alone = Measured().Predict(100, 11, new(Before: 0, Slots: 1), isLoaded: true)!.Value;
        TimePrediction waiting = Measured().Predict(100, 11, new(Before: 3, Slots: 1), isLoaded: true)!.Value;

        Assert.Equal(6, (waiting.TimeToFirstToken - alone.TimeToFirstToken).TotalSeconds, 6);
        Assert.Equal(6, (waiting.TotalTime - alone.TotalTime).TotalSeconds, 6);
    }

    [Fact]
    public void Predict_SeveralAtATime_IsSlowedDownInPlaceOfWaiting()
    {
        TimePrediction alone = Measured().Predict(100, 11, new(Before: 0, Slots: 8), isLoaded: true)!.Value;
        TimePrediction joint = Measured().Predict(100, 11, new(Before: 3, Slots: 8), isLoaded: true)!.Value;
        TimePrediction full = Measured().Predict(100, 11, new(Before: 8, Slots: 8), isLoaded: true)!.Value;

        Assert.Equal(1.9, joint.TimeToFirstToken / alone.TimeToFirstToken, 6);
        Assert.Equal(1.9, joint.TotalTime / alone.TotalTime, 6);
        Assert.Equal((2 * 3.1 / 8) + 3.1, full.TimeToFirstToken.TotalSeconds, 6);
    }

    [Fact]
    public void Predict_ModelNotInMemory_AddsTheLoad()
    {
        SpeedEstimates speed = Measured();
        speed.LearnLoad(TimeSpan.FromSeconds(5));

        Assert.Equal(6, speed.Predict(100, 11, new(Before: 0, Slots: 1), isLoaded: false)!.Value.TimeToFirstToken.TotalSeconds, 6);
    }
}
