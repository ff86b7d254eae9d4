package ai.vivace.tensor;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.io.IOException;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.global.torch;

/** The engine as a whole: threads, determinism, its random stream, what it is and how much it holds. */
public final class Engine {
    static {
        Native.ready();
        threads(Runtime.getRuntime().availableProcessors());
    }

    private Engine() {}

    /** Loads the engine now; else the first tensor does. */
    public static void start() {
        // The class's initialiser does the work.
    }

    /** How many threads one operation may use. */
    public static int threads() {
        return torch.get_num_threads();
    }

    /**
     * Sets how many threads one operation may use, in all of the engine's pools.
     *
     * @param count at least 1; default: the number of processors
     */
    public static void threads(int count) {
        InputException.require(count >= 1, () -> "The number of threads must be at least 1, but was " + count + ".");
        torch.set_num_threads(count);
        openblas_nolapack.blas_set_num_threads(count);
    }

    /** Sets whether operations that have no deterministic form on the device throw instead of giving varying results. */
    public static void deterministic(boolean required) {
        torch.globalContext().setDeterministicAlgorithms(required, false);
    }

    /** Restarts the engine's own random stream, which dropout draws from, at the start of a stream of ours. */
    public static void seed(Rng rng) {
        torch.manual_seed(rng.seed());
    }

    /** Runs something and puts the engine's own random stream of the processor back to where it was before. */
    public static <T> T keepingStream(Supplier<T> body) {
        try (Generator generator = torch.getDefaultCPUGenerator();
                org.bytedeco.pytorch.Tensor state = generator.get_state()) {
            try {
                return body.get();
            } finally {
                generator.set_state(state);
            }
        }
    }

    /** The versions of libtorch and of its binding, such as {@code 2.13.0-1.5.14}. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            throw new TensorException("The engine's jar does not say its version.", e);
        }
    }

    /** The platform the loaded natives are for, such as {@code linux-x86_64}. */
    public static String platform() {
        return Loader.Detector.getPlatform();
    }

    /** The instruction set the engine has chosen for this processor, such as {@code AVX2}. */
    public static String cpuCapability() {
        return torch.get_cpu_capability().getString();
    }

    /** How the engine was built: compiler, BLAS, oneDNN, flags; several lines. */
    public static String buildConfiguration() {
        return torch.show_config().getString();
    }

    /**
     * The number of engine objects that Java holds, without numbers that are kept for use again. It does not grow from batch to
     * batch of a program that does not leak. Garbage that no scope owned counts until it is collected.
     */
    public static long liveObjects() {
        return Pointer.totalCount() - Scalars.kept();
    }

    /** The process's resident memory in bytes. */
    public static long residentBytes() {
        return Pointer.physicalBytes();
    }
}
