package ai.vivace.tensor;

import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads the engine, once, before anything else of it is touched.
 *
 * <p>Some things must happen first. JavaCPP's own limit on resident memory is switched off: it reads the process's size at
 * every native object, which doubles the cost of a small operation, and stops a program at four times its heap; scopes and
 * {@link Unscoped} do that work. The core libraries are unpacked before the first is opened: else, on a machine that has a
 * libtorch of its own, the linker takes that one for the file that is not there yet and the process dies. The binding's
 * complaint that OpenBLAS is of an older release is kept from being printed: that pair is the one we test. And NNPACK is
 * switched off: it takes only the smallest convolutions, and on processors that it does not know it complains at each of them.
 */
final class Native {
    /** Just below the largest threshold that glibc takes, 32 MiB. */
    private static final long ALLOCATOR_LESSON = 31L << 20;

    private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadLibraries";

    private static final List<String> UNPACK_FIRST = List.of("c10", "torch_cpu");

    /** The engine without and with CUDA. */
    private static final List<String> BUILDS = List.of("", "-gpu");

    static {
        // Before JavaCPP's first class reads them.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        load();
    }

    private Native() {}

    /** Returns when the engine is loaded. */
    static void ready() {
        // The class's initialiser does the work.
    }

    private static void load() {
        String platform = Loader.Detector.getPlatform();
        try {
            for (String library : UNPACK_FIRST) {
                // Of the two builds only one is on the class path; the other's file is not found, which is fine.
                for (String build : BUILDS) {
                    Loader.cacheResource(
                            torch.class,
                            "/org/bytedeco/pytorch/" + platform + build + "/" + fileName(platform, library));
                }
            }
            skipVersionCheck();
            Loader.load(openblas_nolapack.class);
            Loader.load(torch.class);
            torch.globalContext().setUserEnabledNNPACK(false);
            teachAllocator();
        } catch (IOException | ClassNotFoundException | UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new TensorException(
                    "The engine (libtorch) does not load on " + platform + ": " + firstLine(e) + ". "
                            + advice(platform),
                    e);
        }
    }

    /** Initialises the class that compares versions while the binding believes that it only reads declarations. */
    private static void skipVersionCheck() throws ClassNotFoundException {
        String before = System.getProperty(LOAD_LIBRARIES);
        System.setProperty(LOAD_LIBRARIES, "false");
        try {
            Class.forName("org.bytedeco.openblas.presets.openblas");
        } finally {
            if (before == null) {
                System.clearProperty(LOAD_LIBRARIES);
            } else {
                System.setProperty(LOAD_LIBRARIES, before);
            }
        }
    }

    /**
     * Shows glibc's allocator that large blocks come and go, by one of them: the size from which it takes blocks from the system,
     * and gives them back at once, rises to that block's. Without this each batch's tensors cost page faults, up to a third of a
     * small step.
     */
    private static void teachAllocator() {
        try (TensorOptions options = new TensorOptions(torch.ScalarType.Byte)) {
            torch.empty(new long[] {ALLOCATOR_LESSON}, options, null).close();
        }
    }

    private static String fileName(String platform, String library) {
        if (platform.startsWith("windows")) {
            return library + ".dll";
        }
        return "lib" + library + (platform.startsWith("macosx") ? ".dylib" : ".so");
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    private static String advice(String platform) {
        return switch (platform) {
            case "linux-x86_64", "macosx-arm64", "macosx-x86_64" ->
                "Check that the class path has the pytorch and openblas jars of this platform; `vivace doctor` lists them.";
            case "windows-x86_64" ->
                "Install the Microsoft Visual C++ Redistributable 2015-2022 (x64), then run `vivace doctor`.";
            default ->
                "It exists for linux-x86_64, macosx-arm64, macosx-x86_64 and windows-x86_64; what needs no engine works here too.";
        };
    }
}
