package ai.vivace.testing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A model in an ONNX file, run by ONNX Runtime: the judge of what we export. Tests that use it need {@code onnxruntime} as a dependency.
 */
public final class OnnxRuntime implements AutoCloseable {
    private final OrtSession session;

    private OnnxRuntime(OrtSession session) {
        this.session = session;
    }

    /** Whether its native library is for this machine: on Linux with x86-64. */
    public static boolean isHere() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /**
     * Loads a model, which is checked thereby.
     *
     * @throws AssertionError when the runtime refuses it
     */
    public static OnnxRuntime load(Path file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            return new OnnxRuntime(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime does not take " + file, e);
        }
    }

    /** The names of the outputs. */
    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /** The texts in the file by key. */
    public Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** What one output is for numbers in a shape, given to the only input. */
    public float[] run(String output, float[] input, long... shape) {
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(name, tensor), Set.of(output))) {
            FloatBuffer numbers = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[Objects.requireNonNull(numbers).remaining()];
            numbers.get(values);
            return values;
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime does not run the model", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
