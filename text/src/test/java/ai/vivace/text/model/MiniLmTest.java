package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.vivace.store.onnx.OnnxWeights;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DataFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MiniLM's published weights in our encoder. They are in the folder {@code minilm-l6-v2} inside the one that VIVACE_DATA names. */
@Tag("data")
class MiniLmTest {
    /** Two sentences of different lengths: "hello world" and four other tokens between the special ones. */
    private static final long[][] TOKENS = {{101, 7592, 2088, 102, 0, 0, 0}, {101, 1996, 4937, 2938, 2006, 2009, 102}};

    private static final long[][] MASK = {{1, 1, 1, 1, 0, 0, 0}, {1, 1, 1, 1, 1, 1, 1}};

    @Test
    void sentenceVectorsEqualThoseOfOnnxRuntime() throws OrtException {
        Path file = DataFolder.file("minilm-l6-v2/all-minilm-l6-v2.onnx");
        float[][] expected = new float[2][];
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor tokens = OnnxTensor.createTensor(environment, TOKENS);
                OnnxTensor mask = OnnxTensor.createTensor(environment, MASK);
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[2][7]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] hidden = (float[][][]) result.get(0).getValue();
            for (int i = 0; i < 2; i++) {
                expected[i] = normalisedMean(hidden[i], MASK[i]);
            }
        }
        try (TextEncoder encoder = TextEncoder.pooled(EncoderConfiguration.of("all-minilm-l6-v2"));
                Scope scope = Scope.open()) {
            try (OnnxWeights weights = OnnxWeights.read(file)) {
                TextWeights.load(encoder, weights.named());
            }
            encoder.eval();
            Tensor tokens = Tensor.of(flat(TOKENS), Shape.of(2, 7));
            Tensor vectors = Autograd.off(
                    () -> encoder.sentences(tokens, AttentionMask.attending(Tensor.of(flat(MASK), Shape.of(2, 7)))));
            for (int i = 0; i < 2; i++) {
                assertThat(vectors.select(0, i).toFloats()).containsExactly(expected[i], within(1e-5f));
            }
        }
    }

    private static long[] flat(long[][] rows) {
        return Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
    }

    private static float[] normalisedMean(float[][] hidden, long[] mask) {
        double[] sum = new double[hidden[0].length];
        for (int token = 0; token < hidden.length; token++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += mask[token] * hidden[token][i];
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / length);
        }
        return mean;
    }
}
