package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.Oversize;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.mark.WatermarkFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a mark that flags describe has to do with presets. */
final class WatermarkPresetOptions {
    @Option(
            names = "--with",
            paramLabel = "PRESET",
            description = "Draw the marks of a preset first, in the same pass.")
    private @Nullable Path with;

    @Option(
            names = "--save-preset",
            paramLabel = "FILE",
            description =
                    "Write the mark into a preset, .yaml or .json, for vivace watermark apply; pictures may then be left out.")
    private @Nullable Path saved;

    @Option(
            names = "--oversize",
            paramLabel = "scale|refuse",
            description = "What to do with a mark that does not fit on a picture (default: scale it, with a note).")
    private @Nullable String oversize;

    /** Saves the mark if that is asked for, and puts it on pictures if there are any. */
    int run(Console console, Mark mark, MissingGlyphs missing, List<String> pictures, WatermarkRunOptions run) {
        Watermark watermark = watermark(mark, missing);
        InputException.require(
                saved != null || !pictures.isEmpty(),
                () ->
                        "There is no picture to mark. Give pictures, folders or patterns such as \"photos/*.jpg\" behind the"
                                + " mark, or --save-preset.");
        if (saved != null) {
            WatermarkFile.write(saved, watermark);
            console.note(
                    "Wrote " + saved + ". Use it with: " + Suggestion.of("watermark", "apply", saved, "photo.jpg"));
        }
        return pictures.isEmpty() ? 0 : run.mark(console, watermark, pictures);
    }

    private Watermark watermark(Mark mark, MissingGlyphs missing) {
        List<Mark> marks = new ArrayList<>();
        if (with != null) {
            marks.addAll(WatermarkFile.read(with).marks());
        }
        marks.add(mark);
        Watermark watermark = Watermark.of(marks).missingGlyphs(missing);
        return oversize == null ? watermark : watermark.oversize(Oversize.parse(oversize));
    }
}
