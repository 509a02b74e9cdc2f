/** How large a part is, drawn: the figure beside it says it in words. @param share between 0 and 1 */
export function ShareBar({ share }: { share: number }) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg
      className="share"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="ground" width="100" height="10" />
      <rect width={width} height="10" />
    </svg>
  );
}
