namespace HybridInference;

/// <summary>How ready a model on this device is to serve a request.</summary>
public enum ReadinessState
{
    /// <summary>Nothing is known.</summary>
    Unknown = 0,

    /// <summary>The folder holds no model that the engine can run.</summary>
    Unsupported,

    /// <summary>The folder is not there. It is never downloaded without being asked for.</summary>
    NotDownloaded,

    /// <summary>The application downloads the folder; see <see cref="TargetReadiness.Progress"/>.</summary>
    Downloading,

    /// <summary>The folder is there and complete; the model is not in memory.</summary>
    Cached,

    /// <summary>The model is being loaded.</summary>
    Loading,

    /// <summary>The model is in memory and no request runs.</summary>
    Ready,

    /// <summary>The model is in memory and requests run; see <see cref="TargetReadiness.Requests"/>.</summary>
    Busy,

    /// <summary>The last load failed; see <see cref="TargetReadiness.Cause"/> and <see cref="TargetReadiness.Until"/>.</summary>
    Failed,
}
