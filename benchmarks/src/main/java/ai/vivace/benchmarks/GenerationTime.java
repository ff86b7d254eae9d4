package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.text.generate.Generator;
import ai.vivace.text.generate.Stop;
import ai.vivace.text.generate.TokenListener;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times each token that a transformer writes with its cache: milliseconds around tokens 10, 100, 250 and 500, the median over repetitions of the
 * mean of twenty tokens. Options: {@code --width}, {@code --layers}, {@code --heads}, {@code --vocabulary}, {@code --threads}, {@code --repetitions}.
 */
public final class GenerationTime {
    private static final int LENGTH = 512;
    private static final int AROUND = 10;
    private static final int[] PLACES = {10, 100, 250, 500};

    private GenerationTime() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        int width = options.number("width", 512);
        int heads = options.number("heads", 8);
        DecoderConfiguration configuration = DecoderConfiguration.llama(
                        options.number("vocabulary", 8000),
                        width,
                        options.number("layers", 8),
                        heads,
                        heads,
                        8L * width / 3)
                .context(LENGTH + 16);
        Engine.threads(options.number("threads", 1));
        int repetitions = options.number("repetitions", 7);
        double[][] means = new double[PLACES.length][repetitions];
        try (CausalTransformer model = CausalTransformer.of(configuration)) {
            try (Scope scope = Scope.open()) {
                model.initialize(Rng.of(1));
            }
            model.eval();
            for (int repetition = -2; repetition < repetitions; repetition++) {
                long[] times = new long[LENGTH];
                int[] written = new int[1];
                Generator.of(model, Stop.after(LENGTH))
                        .listener((text, token) -> {
                            times[written[0]++] = System.nanoTime();
                            return TokenListener.Flow.CONTINUE;
                        })
                        .write(1);
                for (int i = 0; i < PLACES.length && repetition >= 0; i++) {
                    int from = PLACES[i] - AROUND;
                    int to = Math.min(LENGTH - 1, PLACES[i] + AROUND);
                    means[i][repetition] = (times[to] - times[from]) / 1e6 / (to - from);
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int i = 0; i < PLACES.length; i++) {
            Arrays.sort(means[i]);
            figures.put("token_" + PLACES[i] + "_ms", StepClock.rounded(StepClock.median(means[i])));
        }
        figures.put(
                "last_to_first",
                StepClock.rounded(StepClock.median(means[PLACES.length - 1]) / StepClock.median(means[0])));
        Report.print("generation-time", "vivace", options, figures);
    }
}
