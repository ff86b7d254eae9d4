package ai.vivace.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The machine as far as native libraries are concerned.
 *
 * @param family the operating system
 * @param architecture what the JVM was built for: {@code x86_64}, {@code arm64}, {@code x86} …
 * @param release the operating system's own name and version
 * @param libc the C library
 * @param translated whether the JVM's instructions are translated to another processor's (Rosetta)
 */
record Platform(Family family, String architecture, String release, Libc libc, boolean translated) {
    /** The operating systems that differ. */
    enum Family {
        LINUX,
        MAC,
        WINDOWS,
        OTHER
    }

    /** This machine. */
    static Platform detect() {
        Family family = family(System.getProperty("os.name", ""));
        return new Platform(
                family,
                architecture(System.getProperty("os.arch", "")),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""),
                family == Family.LINUX ? Libc.detect() : Libc.OTHER,
                family == Family.MAC && isTranslated());
    }

    /** Whether there is a build of the engine for this system and processor; says nothing of the C library. */
    boolean hasEngine() {
        return switch (family) {
            case LINUX, WINDOWS -> architecture.equals("x86_64");
            case MAC -> architecture.equals("x86_64") || architecture.equals("arm64");
            case OTHER -> false;
        };
    }

    static Family family(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return Family.LINUX;
        }
        if (lower.startsWith("mac") || lower.startsWith("darwin")) {
            return Family.MAC;
        }
        return lower.startsWith("windows") ? Family.WINDOWS : Family.OTHER;
    }

    static String architecture(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686" -> "x86";
            default -> name;
        };
    }

    /** Only macOS itself knows. */
    private static boolean isTranslated() {
        try {
            Process asked = new ProcessBuilder("/usr/sbin/sysctl", "-n", "sysctl.proc_translated")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readNBytes(16), StandardCharsets.US_ASCII);
            return asked.waitFor(2, TimeUnit.SECONDS) && answer.strip().equals("1");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
