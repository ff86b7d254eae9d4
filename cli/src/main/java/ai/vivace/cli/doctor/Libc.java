package ai.vivace.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The C library that this JVM runs on.
 *
 * @param kind whose it is
 * @param version such as {@code 2.36}; empty when not known
 */
record Libc(Kind kind, String version) {
    /** The oldest glibc that has every symbol the engine's libraries ask for ({@code objdump -T} of libtorch_cpu). */
    static final String NEEDED_GLIBC = "2.35";

    /** Whose C library. */
    enum Kind {
        GLIBC,
        MUSL,
        /** Not Linux, or not to be told. */
        OTHER
    }

    static final Libc OTHER = new Libc(Kind.OTHER, "");

    private static final Pattern LIBRARY = Pattern.compile("(/\\S*/(?:libc\\.so\\.6|libc-2\\.\\d+\\.so))");
    private static final Pattern RELEASE = Pattern.compile("GNU C Library [^\\n]* version (\\d+\\.\\d+)");

    /** Reads it from the libraries that are mapped into this process. */
    static Libc detect() {
        try {
            return of(Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return OTHER;
        }
    }

    static Libc of(List<String> mappings) {
        for (String line : mappings) {
            if (line.contains("/ld-musl-") || line.contains("/libc.musl-")) {
                return new Libc(Kind.MUSL, "");
            }
            Matcher library = LIBRARY.matcher(line);
            if (library.find()) {
                return new Libc(Kind.GLIBC, release(Path.of(library.group(1))));
            }
        }
        return OTHER;
    }

    /** Whether this is a glibc that is known to be older than the engine needs. */
    boolean isTooOld() {
        return kind == Kind.GLIBC && !version.isEmpty() && number(version) < number(NEEDED_GLIBC);
    }

    /** The library's own banner names its version. */
    private static String release(Path library) {
        try {
            Matcher banner = RELEASE.matcher(Files.readString(library, StandardCharsets.ISO_8859_1));
            return banner.find() ? banner.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static int number(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }
}
