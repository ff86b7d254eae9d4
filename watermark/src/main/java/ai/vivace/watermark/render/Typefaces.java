package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.base.VivaceException;
import ai.vivace.watermark.mark.FontChoice;
import ai.vivace.watermark.mark.FontStyle;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds fonts: files, the shipped family, and installed ones. Each is opened once. */
final class Typefaces {
    static {
        FontStart.prepare();
    }

    private static final String SHIPPED_FAMILY = FontChoice.SHIPPED.toString();
    private static final long LARGEST_FILE = 256 << 20;

    /** Java's names for fonts that are not the same on any two machines. */
    private static final Set<String> LOGICAL = Set.of("Dialog", "DialogInput", "Monospaced", "SansSerif", "Serif");

    private static final Map<String, Font> SHIPPED = new ConcurrentHashMap<>();

    private final Map<FontChoice.FontFile, Font> files = new ConcurrentHashMap<>();

    /**
     * A font at a size of 1.
     *
     * @throws InputException when there is no such font, or its file cannot be read
     */
    Font font(FontChoice choice, FontStyle style) {
        if (choice instanceof FontChoice.FontFile file) {
            return styled(files.computeIfAbsent(file, each -> open(each.path())), style);
        }
        String family = ((FontChoice.Family) choice).name();
        return family.equalsIgnoreCase(SHIPPED_FAMILY) ? shipped(style) : installed(family, style);
    }

    /** The font that comes along. */
    Font shipped(FontStyle style) {
        boolean bold = style == FontStyle.BOLD || style == FontStyle.BOLD_ITALIC;
        boolean italic = style == FontStyle.ITALIC || style == FontStyle.BOLD_ITALIC;
        String name = bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf";
        return SHIPPED.computeIfAbsent(name, Typefaces::openShipped).deriveFont(italic ? Font.ITALIC : Font.PLAIN);
    }

    /** An installed font that has a character, the first one by name; empty when none has. */
    Optional<Font> installedWith(int codePoint) {
        return Installed.FONTS.stream()
                .filter(font -> Glyphs.draws(font, codePoint))
                .findFirst();
    }

    private static Font styled(Font font, FontStyle style) {
        return font.deriveFont(
                switch (style) {
                    case REGULAR -> Font.PLAIN;
                    case BOLD -> Font.BOLD;
                    case ITALIC -> Font.ITALIC;
                    case BOLD_ITALIC -> Font.BOLD | Font.ITALIC;
                });
    }

    private static Font installed(String family, FontStyle style) {
        Font font = styled(new Font(family, Font.PLAIN, 1), style);
        // Java gives another family instead of none.
        if (!font.getFamily(Locale.ENGLISH).equalsIgnoreCase(family)) {
            List<String> known = Arrays.asList(
                    GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ENGLISH));
            String meant = Spelling.nearest(family, known)
                    .map(name -> " Did you mean \"" + name + "\"?")
                    .orElse("");
            throw new InputException("There is no font \"" + family + "\" on this machine." + meant
                    + " Give the path of a TTF or OTF file, or \"" + SHIPPED_FAMILY + "\", which comes along.");
        }
        return font;
    }

    private Font open(Path file) {
        // Java's fonts start with one that is whole, so that what fails then is the file.
        shipped(FontStyle.REGULAR);
        try {
            InputException.require(
                    Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE,
                    () -> "There is no font file " + file + " of at most " + (LARGEST_FILE >> 20)
                            + " MB. Give the path of a TTF or OTF file.");
            return Font.createFonts(file.toFile())[0];
        } catch (FontFormatException e) {
            throw new InputException(
                    file + " is no TrueType or OpenType font: " + e.getMessage() + ". Give another file.", e);
        } catch (IOException e) {
            throw new InputException("Cannot read the font " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static Font openShipped(String name) {
        try (InputStream in = Typefaces.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new VivaceException("The font " + name + " is missing in this build.");
            }
            return Font.createFonts(in)[0];
        } catch (FontFormatException
                | IOException
                | InternalError
                | ExceptionInInitializerError
                | NoClassDefFoundError e) {
            throw cannotStart(e);
        }
    }

    private static VivaceException cannotStart(Throwable cause) {
        return new VivaceException(
                "Java's fonts cannot start: " + cause
                        + ". Either no font is installed and this program used fonts before"
                        + " Vivace did, or libfreetype6 is missing. Install both libfreetype6 and a font such as"
                        + " fonts-dejavu-core, or start the program with -D" + FontStart.PROPERTY
                        + "=FILE, where FILE has the lines version=1 and sequence.allfonts=default.",
                cause);
    }

    /** All installed fonts in the order of their names, listed when first needed. */
    private static final class Installed {
        private static final List<Font> FONTS = Arrays.stream(
                        GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(font -> !LOGICAL.contains(font.getFamily(Locale.ENGLISH)))
                .sorted(Comparator.comparing(font -> font.getFontName(Locale.ENGLISH)))
                .toList();
    }
}
