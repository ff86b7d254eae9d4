package ai.vivace.watermark.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lets Java's fonts start where none is installed, as on bare servers and in small containers: without a list of fonts Java refuses even a font that it is
 * given. Must come before Java's first font.
 */
final class FontStart {
    /** Where Java looks for a list of fonts instead of asking the system. */
    static final String PROPERTY = "sun.awt.fontconfig";

    /** A list of no fonts at all. */
    static final String EMPTY_LIST = "version=1\nsequence.allfonts=default\n";

    private static final List<String> PLACES =
            List.of("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts", "/usr/lib/X11/fonts");
    private static final List<String> HOME_PLACES = List.of(".fonts", ".local/share/fonts");
    private static final List<String> ENDINGS = List.of(".ttf", ".otf", ".ttc", ".pfb", ".pfa", ".pcf", ".pcf.gz");

    private FontStart() {}

    /** Gives Java an empty list of fonts when it needs one. Does nothing elsewhere, and when the property is set already. */
    static void prepare() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        if (linux && System.getProperty(PROPERTY) == null && !isAnyInstalled(places())) {
            try {
                Path list = Files.createTempFile("vivace-fonts", ".properties");
                list.toFile().deleteOnExit();
                Files.writeString(list, EMPTY_LIST);
                System.setProperty(PROPERTY, list.toString());
            } catch (IOException e) {
                // Without the list Java's own error comes, which the reader of fonts explains.
                return;
            }
        }
    }

    private static List<Path> places() {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return Stream.concat(PLACES.stream().map(Path::of), HOME_PLACES.stream().map(home::resolve))
                .toList();
    }

    /** Whether a font file is in one of some folders. */
    static boolean isAnyInstalled(List<Path> folders) {
        return folders.stream().filter(Files::isDirectory).anyMatch(FontStart::hasFont);
    }

    private static boolean hasFont(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 8, FileVisitOption.FOLLOW_LINKS)) {
            return files.anyMatch(file -> {
                String name = file.toString().toLowerCase(Locale.ROOT);
                return ENDINGS.stream().anyMatch(name::endsWith);
            });
        } catch (IOException | UncheckedIOException e) {
            // A folder that cannot be read has no fonts for Java either.
            return false;
        }
    }
}
