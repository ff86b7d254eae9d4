package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.MissingGlyphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A logo on pictures. */
@Command(
        name = "logo",
        description = {
            "Put a logo on pictures.",
            "The logo is a PNG or SVG, which know transparency, or another picture. It keeps its proportions."
        },
        footer = {
            "  vivace watermark logo logo.png photo.jpg",
            "  vivace watermark logo logo.svg photos/ -r -o marked/ -w 15%% -p top-right",
            "  vivace watermark logo logo.png photo.jpg --with jane.yaml"
        })
final class WatermarkLogoCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(index = "0", paramLabel = "LOGO", description = "The logo's file.")
    @SuppressWarnings("NullAway.Init")
    private Path logo;

    @Parameters(
            index = "1..*",
            paramLabel = "PICTURE",
            description = "Pictures, folders, or patterns such as \"photos/*.jpg\".")
    private List<String> pictures = new ArrayList<>();

    @Option(
            names = {"-w", "--width"},
            paramLabel = "LENGTH",
            description =
                    "The most that it is wide, such as 20%% (of the short side), 15%%w (of the width) or 200px (default: 20%%).")
    private @Nullable String width;

    @Option(names = "--height", paramLabel = "LENGTH", description = "The most that it is high, such as 5%%h or 80px.")
    private @Nullable String height;

    @Option(
            names = {"-c", "--color"},
            paramLabel = "COLOUR",
            description = "Paint all of it with one colour, or with auto: white or black (default: its own colours).")
    private @Nullable String colour;

    @Mixin
    private WatermarkPlacementOptions place = new WatermarkPlacementOptions();

    @Mixin
    private WatermarkPresetOptions preset = new WatermarkPresetOptions();

    @Mixin
    private WatermarkRunOptions run = new WatermarkRunOptions();

    @Override
    public Integer call() {
        InputException.require(
                Files.isRegularFile(logo),
                () -> "There is no logo " + logo + ". Give a PNG, an SVG or another picture.");
        return preset.run(watermark.console(), mark(), MissingGlyphs.REFUSE, pictures, run);
    }

    private LogoMark mark() {
        LogoMark.Builder mark = LogoMark.of(logo).placement(place.placement());
        place.opacity().ifPresent(mark::opacity);
        mark.mode(place.mode());
        if (width != null) {
            mark.width(Length.parse(width));
        }
        if (height != null) {
            mark.height(Length.parse(height));
        }
        if (colour != null) {
            mark.fill(Fill.parse(colour));
        }
        return mark.build();
    }
}
