package ai.vivace.text.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The published language models that can be asked for by name. */
final class PublishedDecoders {
    static final Map<String, DecoderConfiguration> ALL = all();

    private PublishedDecoders() {}

    private static Map<String, DecoderConfiguration> all() {
        Map<String, DecoderConfiguration> all = new LinkedHashMap<>();
        all.put("distilgpt2", DecoderConfiguration.gpt2(50_257, 768, 6, 12));
        all.put("gpt2", DecoderConfiguration.gpt2(50_257, 768, 12, 12));
        all.put("gpt2-medium", DecoderConfiguration.gpt2(50_257, 1024, 24, 16));
        all.put("gpt2-large", DecoderConfiguration.gpt2(50_257, 1280, 36, 20));
        all.put("gpt2-xl", DecoderConfiguration.gpt2(50_257, 1600, 48, 25));
        all.put(
                "stories260k",
                DecoderConfiguration.llama(512, 64, 5, 8, 4, 172).context(512).tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "stories15m",
                DecoderConfiguration.llama(32_000, 288, 6, 6, 6, 768)
                        .context(256)
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "stories42m",
                DecoderConfiguration.llama(32_000, 512, 8, 8, 8, 1376)
                        .context(1024)
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "stories110m",
                DecoderConfiguration.llama(32_000, 768, 12, 12, 12, 2048)
                        .context(1024)
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "smollm2-135m",
                DecoderConfiguration.llama(49_152, 576, 30, 9, 3, 1536)
                        .context(8192)
                        .rotary(100_000, new RotaryScaling.None())
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "smollm2-360m",
                DecoderConfiguration.llama(49_152, 960, 32, 15, 5, 2560)
                        .context(8192)
                        .rotary(100_000, new RotaryScaling.None())
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "qwen2.5-0.5b",
                DecoderConfiguration.llama(151_936, 896, 24, 14, 2, 4864)
                        .context(32_768)
                        .rotary(1_000_000, new RotaryScaling.None())
                        .norm(new Norm(Norm.Kind.ROOT_MEAN_SQUARE, 1e-6))
                        .biases(Biases.QUERIES_KEYS_VALUES)
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "qwen3-0.6b",
                DecoderConfiguration.llama(151_936, 1024, 28, 16, 8, 3072)
                        .heads(new Heads(16, 8, 128))
                        .context(40_960)
                        .rotary(1_000_000, new RotaryScaling.None())
                        .norm(new Norm(Norm.Kind.ROOT_MEAN_SQUARE, 1e-6))
                        .queriesAndKeysNormed()
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put("tinyllama-1.1b", DecoderConfiguration.llama(32_000, 2048, 22, 32, 4, 5632));
        all.put(
                "llama-3.2-1b",
                DecoderConfiguration.llama(128_256, 2048, 16, 32, 8, 8192)
                        .context(131_072)
                        .rotary(500_000, new RotaryScaling.Llama3(32, 1, 4, 8192))
                        .tied(DecoderConfiguration.Tying.TIED));
        all.put(
                "llama-2-7b",
                DecoderConfiguration.llama(32_000, 4096, 32, 32, 32, 11_008).context(4096));
        return Collections.unmodifiableMap(all);
    }
}
