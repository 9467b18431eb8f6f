namespace HybridInference.LocalModels.Tokenization;

/// <summary>Creates one step of decoding, in front of the next one.</summary>
internal delegate TokenSink DecoderStep(TokenSink next, bool isIncremental);
