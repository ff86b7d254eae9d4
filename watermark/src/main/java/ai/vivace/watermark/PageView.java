package ai.vivace.watermark;

import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.mark.PlaceholderValues;
import ai.vivace.watermark.picture.Page;
import ai.vivace.watermark.picture.PictureInfo;
import ai.vivace.watermark.render.Backdrop;
import ai.vivace.watermark.render.PictureView;
import ai.vivace.watermark.render.Tone;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A page as marks see it. */
final class PageView implements PictureView {
    /** So many pixels tell how light a part is. */
    private static final int ENOUGH = 1 << 16;

    /** Bands of rows in which a large part is looked at. */
    private static final int BANDS = 4;

    private static final int MOST_AT_ONCE = 1 << 22;

    private final Page page;
    private final Values values;

    PageView(Page page, PictureInfo info, Details details) {
        this.page = page;
        values = new Values(page, info, details);
    }

    @Override
    public int width() {
        return page.width();
    }

    @Override
    public int height() {
        return page.height();
    }

    @Override
    public Orientation orientation() {
        return page.orientation();
    }

    @Override
    public OptionalDouble resolution() {
        return page.resolution().stream()
                .mapToDouble(resolution -> resolution.horizontal())
                .findFirst();
    }

    @Override
    public PlaceholderValues values() {
        return values;
    }

    @Override
    public Backdrop backdrop() {
        return this::tone;
    }

    private Tone tone(Box stored) {
        int bands = stored.pixels() > MOST_AT_ONCE ? BANDS : 1;
        int rows = Math.max(1, Math.min(stored.height() / bands, MOST_AT_ONCE / BANDS / stored.width()));
        int high = bands == 1 ? stored.height() : rows;
        int[] argb = new int[Math.toIntExact((long) stored.width() * high)];
        int step = Math.max(1, argb.length / (ENOUGH / bands));
        int[] rgb = new int[bands * ((argb.length + step - 1) / step)];
        int filled = 0;
        for (int band = 0; band < bands; band++) {
            int y = stored.y() + (bands == 1 ? 0 : (stored.height() - high) * band / (bands - 1));
            page.read(new Box(stored.x(), y, stored.width(), high), argb);
            for (int i = 0; i < argb.length; i += step) {
                rgb[filled++] = uponWhite(argb[i]);
            }
        }
        return Tone.of(rgb);
    }

    /** What is clear is mostly shown upon white. */
    private static int uponWhite(int argb) {
        int alpha = argb >>> 24;
        return Blending.over(255, argb >> 16 & 255, alpha) << 16
                | Blending.over(255, argb >> 8 & 255, alpha) << 8
                | Blending.over(255, argb & 255, alpha);
    }

    /** What placeholders stand for. */
    private static final class Values implements PlaceholderValues {
        private final Box shown;
        private final PictureInfo info;
        private final Details details;
        private @Nullable Map<String, String> exif;

        Values(Page page, PictureInfo info, Details details) {
            shown = page.orientation().shown(Box.of(page.width(), page.height()));
            this.info = info;
            this.details = details;
        }

        @Override
        public String fileName() {
            return details.fileName();
        }

        @Override
        public LocalDateTime date() {
            return details.date();
        }

        @Override
        public long number() {
            return details.number();
        }

        @Override
        public int width() {
            return shown.width();
        }

        @Override
        public int height() {
            return shown.height();
        }

        @Override
        public Optional<String> exif(String tag) {
            Map<String, String> known = exif;
            if (known == null) {
                known = info.exifValues();
                exif = known;
            }
            return Optional.ofNullable(known.get(tag));
        }
    }
}
