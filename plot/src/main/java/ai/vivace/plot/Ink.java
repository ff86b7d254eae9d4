package ai.vivace.plot;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The colours of every chart, each with its shade on light paper, on dark paper and in a terminal.
 *
 * <p>The hues are those of Okabe and Ito (2008), which people with any common colour blindness can tell apart, darkened or
 * lightened until they read well as text. In an SVG a colour is a CSS variable with the light shade to fall back on, so that a
 * chart inside a page follows the page's theme.
 */
enum Ink {
    PAPER("#ffffff", "#171b22", 0),
    TEXT("#1d2430", "#e7eaf0", 0),
    MUTED("#5c6675", "#9ba6b6", 245),
    GRID("#e4e8ed", "#2c333e", 240),
    BLUE("#1668c7", "#6db3f8", 33),
    ORANGE("#d1530a", "#ff9d57", 208),
    GREEN("#0b8264", "#4ccfa6", 36),
    PINK("#bb4690", "#f08fc9", 175),
    GOLD("#94700a", "#e5bf4a", 178),
    SKY("#2c8fb8", "#8fd3ee", 74);

    private static final Ink[] SERIES = {BLUE, ORANGE, GREEN, PINK, GOLD, SKY};
    private static final Pattern VARIABLE = Pattern.compile("\"var\\(--vivace-[a-z]+,(#[0-9a-f]{6})\\)\"");

    private final String light;
    private final String dark;
    private final int terminalCode;

    Ink(String light, String dark, int terminalCode) {
        this.light = light;
        this.dark = dark;
        this.terminalCode = terminalCode;
    }

    /** The colour of the n-th series, from 0. After six the colours repeat. */
    static Ink series(int index) {
        return SERIES[index % SERIES.length];
    }

    /** How many times {@link #series} has been through all its colours when it comes to an index. */
    static int round(int index) {
        return index / SERIES.length;
    }

    /** The same SVG with plain light colours, for readers that know no CSS variables. */
    static String literal(String svg) {
        return VARIABLE.matcher(svg).replaceAll("\"$1\"");
    }

    String variable() {
        return "--vivace-" + cssName();
    }

    String light() {
        return light;
    }

    String dark() {
        return dark;
    }

    /** The number of this colour among a terminal's 256; 0 stands for the terminal's own text colour. */
    int terminalCode() {
        return terminalCode;
    }

    /** The colour as an SVG attribute's value. */
    @Override
    public String toString() {
        return "var(" + variable() + "," + light + ")";
    }

    private String cssName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
