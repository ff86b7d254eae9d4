package ai.vivace.tensor;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** Where the engine's native libraries come from and where they are unpacked to. Nothing here loads them. */
public final class EngineFiles {
    /** The system property that chooses the folder to unpack into. */
    public static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    /** What the unpacked libraries of one platform need on disk, in bytes, rounded up. */
    public static final long UNPACKED_BYTES = 500_000_000L;

    private static final List<String> ARTIFACTS = List.of("javacpp", "openblas", "pytorch");

    private EngineFiles() {}

    /** The platform whose natives this JVM needs, such as {@code linux-x86_64}. */
    public static String platform() {
        return Loader.Detector.getPlatform();
    }

    /** The jars with this platform's natives on the class path, by file name; a complete engine has three. */
    public static List<String> jars() {
        List<String> jars = new ArrayList<>();
        for (String artifact : ARTIFACTS) {
            for (String variant : List.of("", "-gpu")) {
                URL folder = EngineFiles.class
                        .getClassLoader()
                        .getResource("org/bytedeco/" + artifact + "/" + platform() + variant + "/");
                if (folder != null) {
                    jars.add(jarName(folder.getPath()));
                }
            }
        }
        return jars;
    }

    /** The artefacts of the engine that have no natives for this platform on the class path; empty when complete. */
    public static List<String> missing() {
        List<String> jars = jars();
        return ARTIFACTS.stream()
                .filter(artifact -> jars.stream().noneMatch(jar -> jar.startsWith(artifact)))
                .toList();
    }

    /** Whether the engine's jar is the build for CUDA. */
    public static boolean isCudaBuild() {
        return jars().stream().anyMatch(jar -> jar.startsWith("pytorch") && jar.endsWith("-gpu.jar"));
    }

    /**
     * The folder into which the natives are unpacked; it is made when it is missing.
     *
     * @throws TensorException when there is no folder that can be written
     */
    public static Path cacheFolder() {
        try {
            return Loader.getCacheDir().toPath();
        } catch (IOException e) {
            throw new TensorException(
                    "There is no folder to unpack the engine's libraries into: neither " + homeCache()
                            + " nor one under the temporary folder can be written. Set the system property "
                            + CACHE_PROPERTY + " to one that can.",
                    e);
        }
    }

    private static File homeCache() {
        return new File(System.getProperty("user.home"), ".javacpp/cache");
    }

    private static String jarName(String path) {
        int end = path.indexOf(".jar!");
        return end < 0 ? path : path.substring(path.lastIndexOf('/', end) + 1, end + ".jar".length());
    }
}
