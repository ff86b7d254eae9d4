package ai.vivace.cli;

import ai.vivace.watermark.picture.PixelLimit;
import ai.vivace.watermark.picture.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How pictures are read. */
final class WatermarkReadingOptions {
    @Option(
            names = "--lenient",
            description = "Take damaged pictures too, as far as they go, and list them (default: they are refused).")
    private boolean lenient;

    @Option(
            names = "--pixel-limit",
            paramLabel = "MEGAPIXELS",
            description = "Refuse pictures that claim more pixels (default: 300).")
    private @Nullable Double pixelLimit;

    /** How pictures are read. */
    Reading reading() {
        Reading reading = lenient ? Reading.USUAL.damaged(Reading.Damaged.USED) : Reading.USUAL;
        return pixelLimit == null ? reading : reading.limit(PixelLimit.ofMegapixels(pixelLimit));
    }
}
